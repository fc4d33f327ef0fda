namespace Ecommerce.Core.Data;

/// <summary>
/// Looks rows up by id for many callers with few queries: those who ask while a query is under way are answered by the next one, together.
/// Each is answered by a query that begins after they asked, so nobody gets an older answer than with a query of their own.
/// </summary>
/// <param name="find">What is found of the ids, by id.</param>
internal sealed class SharedLookups<T>(Func<long[], Task<IReadOnlyDictionary<long, T>>> find)
    where T : struct
{
    private readonly Lock gate = new();
    private Lookup next = new();
    private bool isUnderWay;

    /// <summary>Null when there is none. An error of the query is the error of all who share it.</summary>
    public async Task<T?> FindAsync(long id, CancellationToken cancellationToken)
    {
        Lookup own;
        bool begins;
        lock (gate)
        {
            own = next;
            own.Ids.Add(id);
            begins = !isUnderWay;
            isUnderWay = true;
        }

        // Behind what the pool has to do already: whoever comes with that shares the query. Unsafe: it is not the first caller's alone.
        if (begins) ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.RunWhileSomebodyAsksAsync(), this, preferLocal: false);
        var found = await own.Answer.Task.WaitAsync(cancellationToken);
        return found.TryGetValue(id, out var row) ? row : null;
    }

    private async Task RunWhileSomebodyAsksAsync()
    {
        while (true)
        {
            Lookup lookup;
            lock (gate)
            {
                if (next.Ids.Count == 0)
                {
                    isUnderWay = false;
                    return;
                }

                lookup = next;
                next = new();
            }

            try
            {
                lookup.Answer.SetResult(await find([.. lookup.Ids]));
            }
            catch (Exception error)
            {
                lookup.Answer.SetException(error);
            }
        }
    }

    private sealed class Lookup
    {
        public HashSet<long> Ids { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<long, T>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
