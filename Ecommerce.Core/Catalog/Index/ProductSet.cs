using System.Numerics;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>A set of products: a bit for each id, in blocks that are made when the first of them is in it.</summary>
internal sealed class ProductSet
{
    private ulong[]?[] blocks = [];

    public int Count => blocks.Sum(block => block is null ? 0 : PostingBlock.CountOf(block));

    public void Add(int block, ReadOnlySpan<byte> posting) => PostingBlock.Decode(posting, Block(block));

    public void Add(int id) => PostingBlock.Set(Block(id / PostingBlock.Size), id % PostingBlock.Size);

    public void Remove(int id)
    {
        if (Find(id / PostingBlock.Size) is { } block) PostingBlock.Clear(block, id % PostingBlock.Size);
    }

    public bool Contains(int id) =>
        Find(id / PostingBlock.Size) is { } block && (block[id % PostingBlock.Size >> 6] & (1UL << id)) != 0;

    /// <summary>Keeps what is in the other as well.</summary>
    public void IntersectWith(ProductSet other)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i] is not { } own) continue;
            if (other.Find(i) is not { } others) blocks[i] = null;
            else for (var word = 0; word < own.Length; word++) own[word] &= others[word];
        }
    }

    public void ExceptWith(ProductSet other)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i] is not { } own || other.Find(i) is not { } others) continue;
            for (var word = 0; word < own.Length; word++) own[word] &= ~others[word];
        }
    }

    /// <summary>The ids, the highest first.</summary>
    public int[] Descending()
    {
        var ids = new int[Count];
        var next = 0;
        for (var i = blocks.Length - 1; i >= 0; i--)
        {
            if (blocks[i] is not { } block) continue;
            for (var word = block.Length - 1; word >= 0; word--)
            {
                for (var rest = block[word]; rest != 0;)
                {
                    var bit = BitOperations.Log2(rest);
                    rest ^= 1UL << bit;
                    ids[next++] = (i * PostingBlock.Size) + (word * 64) + bit;
                }
            }
        }

        return ids;
    }

    private ulong[]? Find(int block) => block < blocks.Length ? blocks[block] : null;

    private ulong[] Block(int block)
    {
        if (block >= blocks.Length) Array.Resize(ref blocks, block + 1);
        return blocks[block] ??= new ulong[PostingBlock.Words];
    }
}
