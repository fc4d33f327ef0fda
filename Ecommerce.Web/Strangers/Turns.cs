namespace Ecommerce.Web.Strangers;

/// <summary>
/// A few turns at once for each address; who comes on top waits for one, in the order they came, as long as not too many do. An address
/// that has none takes no memory.
/// </summary>
public sealed class Turns(TimeProvider time)
{
    /// <summary>For each turn that an address has at once, how many may wait.</summary>
    public const int WaitingForEach = 1;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue> queues = [];

    /// <summary>A turn, which its disposal ends; null when none came within the time, or too many wait.</summary>
    /// <param name="limit">How many the address has at once; 0 is no limit.</param>
    public async Task<IDisposable?> TakeAsync(string address, int limit, TimeSpan patience, CancellationToken cancellationToken)
    {
        var turn = new Turn(this, address);
        lock (gate)
        {
            if (!queues.TryGetValue(address, out var queue)) queues[address] = queue = new();
            if (limit == 0 || queue.Taken < limit)
            {
                queue.Taken++;
                return turn;
            }

            if (queue.Waiting.Count >= limit * WaitingForEach) return null;
            queue.Waiting.AddLast(turn.Node);
        }

        try
        {
            await turn.Begun.WaitAsync(patience, time, cancellationToken);
            return turn;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            turn.Dispose();
            return null;
        }
    }

    private void End(Turn turn)
    {
        lock (gate)
        {
            var queue = queues[turn.Address];
            if (turn.Node.List is { } waiting) waiting.Remove(turn.Node);
            else if (queue.Waiting.First is { } next)
            {
                queue.Waiting.RemoveFirst();
                next.Value.SetResult(); // takes over
            }
            else if (--queue.Taken == 0)
            {
                queues.Remove(turn.Address);
            }
        }
    }

    private sealed class Queue
    {
        public int Taken { get; set; }

        public LinkedList<TaskCompletionSource> Waiting { get; } = new();
    }

    private sealed class Turn(Turns turns, string address) : IDisposable
    {
        private bool hasEnded;

        public string Address => address;

        public LinkedListNode<TaskCompletionSource> Node { get; } =
            new(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        public Task Begun => Node.Value.Task;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref hasEnded, true)) turns.End(this);
        }
    }
}
