namespace Ecommerce.Core.Catalog;

/// <summary>Lists that were worked out, up to a size in bytes; those that nobody asked for longest make room.</summary>
public sealed class ListMemory(long maxSize)
{
    public ListMemory(CatalogOptions options)
        : this(options.ListMegabytes * 1024L * 1024)
    {
    }

    private readonly Lock gate = new();
    private readonly Dictionary<ListKey, LinkedListNode<KnownList>> byKey = [];
    private readonly LinkedList<KnownList> latestFirst = new();

    /// <summary>What all of them are counted with, in bytes.</summary>
    public long Size { get; private set; }

    public KnownList? Find(ListKey key)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(key, out var node)) return null;
            latestFirst.Remove(node);
            latestFirst.AddFirst(node);
            return node.Value;
        }
    }

    /// <summary>In place of an older one. A list that takes more than there is for all of them is not kept.</summary>
    public void Keep(KnownList list)
    {
        lock (gate)
        {
            if (byKey.TryGetValue(list.Key, out var known)) Forget(known);
            if (list.Size > maxSize) return;
            while (Size + list.Size > maxSize) Forget(latestFirst.Last!);
            byKey.Add(list.Key, latestFirst.AddFirst(list));
            Size += list.Size;
        }
    }

    private void Forget(LinkedListNode<KnownList> node)
    {
        latestFirst.Remove(node);
        byKey.Remove(node.Value.Key);
        Size -= node.Value.Size;
    }
}
