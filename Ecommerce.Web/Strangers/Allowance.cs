namespace Ecommerce.Web.Strangers;

/// <summary>
/// How often something may happen to each key within a window of time. Windows begin at the same moment for all keys, so that none has to
/// be remembered longer than its window. Who has <see cref="MaxKeys"/> keys begins the window anew, for everybody: memory stays bounded.
/// </summary>
public sealed class Allowance(TimeProvider time, TimeSpan window)
{
    /// <summary>About 10 MB.</summary>
    public const int MaxKeys = 100_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> used = [];
    private long current;

    /// <summary>Counts a use; false, and not counted, when the key has been used <paramref name="limit"/> times (0 is no limit).</summary>
    public bool TryUse(string key, int limit)
    {
        if (limit == 0) return true;
        lock (gate)
        {
            var now = time.GetUtcNow().UtcTicks / window.Ticks;
            var isNewKey = !used.TryGetValue(key, out var count);
            if (now != current || (isNewKey && used.Count >= MaxKeys))
            {
                used.Clear();
                (current, count) = (now, 0);
            }

            if (count >= limit) return false;
            used[key] = count + 1;
            return true;
        }
    }

    /// <summary>What was counted did not happen.</summary>
    public void GiveBack(string key)
    {
        lock (gate)
            if (used.TryGetValue(key, out var count) && count > 0) used[key] = count - 1;
    }
}
