using System.Collections.Concurrent;

namespace Ecommerce.Core.Common;

/// <summary>
/// Work that many ask for at once is done once for all who ask while it is under way, and goes on without whoever gives up.
/// </summary>
public sealed class SharedWork<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TResult>>> underWay = new();

    public Task<TResult> RunAsync(TKey key, Func<Task<TResult>> work, CancellationToken cancellationToken)
    {
        var own = new Lazy<Task<TResult>>(() => DoAsync(key, work));
        return underWay.GetOrAdd(key, own).Value.WaitAsync(cancellationToken);
    }

    private async Task<TResult> DoAsync(TKey key, Func<Task<TResult>> work)
    {
        await Task.Yield(); // who asks for the same is to wait, not to be blocked: on SQLite nothing is awaited
        try
        {
            return await work();
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }
}
