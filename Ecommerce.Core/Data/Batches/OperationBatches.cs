using System.Diagnostics;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Locking;
using Ecommerce.Core.Idempotency;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data.Batches;

/// <summary>
/// Carries out operations of shoppers, those that wait together in one transaction: one round trip locks the rows of all, each is decided
/// in turn on what the ones before it left, one round trip writes all facts, and each is answered when that is durable. An operation that
/// comes alone goes at once.
/// </summary>
/// <remarks>
/// Batches of an instance that are under way at the same time have no row in common, so none waits for another, and what does not need a
/// hot row passes those that do.
/// </remarks>
public sealed class OperationBatches(
    ShopTransaction transaction,
    IInstanceLock instances,
    StoreClock clock,
    IOptions<BatchOptions> options,
    ILogger<OperationBatches> log)
{
    /// <summary>Rows of a batch, unless one operation alone has more: bounds the statements and the time that locks are held.</summary>
    private const int MaxRows = 500;

    /// <summary>How many that wait for rows of others are passed over when a batch is gathered.</summary>
    private const int MaxPassedOver = 500;

    private static readonly Action<BatchMember> Completed = member => member.Complete();

    private static readonly ActivitySource Traces = new(TracesName);

    private readonly Lock gate = new();
    private readonly LinkedList<BatchMember> waiting = [];
    private readonly HashSet<RowName> underWay = [];
    private int running;

    /// <summary>The source of one span for each batch, which links to the requests that it carried out.</summary>
    public const string TracesName = "Ecommerce.Batches";

    /// <summary>
    /// Carries the operation out once for its key. Refused: an account that is gone, a key that belongs to another request, and whatever
    /// the operation refuses. A commit whose outcome is unknown is never run again: that is for the caller, with its key.
    /// </summary>
    public async Task<Result<Idempotent<T>>> RunAsync<T>(Operation<T> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var member = new BatchMember<T>(operation, cancellationToken);
        if (Join(member)) StartNext();
        await using var givingUp = cancellationToken.Register(() => GiveUp(member));
        return await member.Outcome;
    }

    /// <summary>False when it has to wait for a batch that is under way, which brings nobody's turn.</summary>
    private bool Join(BatchMember member)
    {
        lock (gate)
        {
            waiting.AddLast(member);
            return !member.Rows.Any(underWay.Contains);
        }
    }

    private void GiveUp(BatchMember member)
    {
        lock (gate)
        {
            if (!waiting.Remove(member)) return; // under way: it is asked whether it was given up when its turn comes
        }

        member.Fail(new OperationCanceledException(member.Cancellation));
    }

    private void StartNext()
    {
        List<BatchMember> batch;
        lock (gate)
        {
            if (running == options.Value.AtOnce) return;
            batch = Gather();
            if (batch.Count == 0) return;
            running++;
        }

        // Unsafe: what belongs to the request that happens to come first (its user, its trace) is not everybody's.
        ThreadPool.UnsafeQueueUserWorkItem(first => _ = RunWhileSomebodyWaitsAsync(first), batch, preferLocal: true);
    }

    /// <summary>The next batch is begun before those of the last are answered: the database need not wait for that.</summary>
    private async Task RunWhileSomebodyWaitsAsync(List<BatchMember> batch)
    {
        var run = RunAsync(batch);
        while (batch.Count > 0)
        {
            var answer = await run;
            var done = batch;
            lock (gate)
            {
                foreach (var member in done) underWay.ExceptWith(member.Rows);
                batch = Gather();
                if (batch.Count == 0) running--;
            }

            if (batch.Count > 0) run = RunAsync(batch);
            StartNext(); // rows have become free that others may have waited for
            foreach (var member in done) answer(member);
        }
    }

    /// <summary>Takes those that have waited longest and can go now. Whoever passes others takes no row from them.</summary>
    private List<BatchMember> Gather()
    {
        var batch = new List<BatchMember>();
        var wanted = new HashSet<RowName>();
        var (rows, passedOver) = (0, 0);
        for (var node = waiting.First; node is not null && batch.Count < options.Value.Size && passedOver < MaxPassedOver;)
        {
            var (member, next) = (node.Value, node.Next);
            if (batch.Count > 0 && rows + member.Rows.Count > MaxRows) break;
            if (member.Rows.Any(row => underWay.Contains(row) || wanted.Contains(row)))
            {
                wanted.UnionWith(member.Rows);
                passedOver++;
            }
            else
            {
                batch.Add(member);
                rows += member.Rows.Count;
                waiting.Remove(node);
            }

            node = next;
        }

        foreach (var member in batch) underWay.UnionWith(member.Rows);
        return batch;
    }

    /// <summary>Runs a batch and says how each member is to be answered.</summary>
    private async Task<Action<BatchMember>> RunAsync(List<BatchMember> batch)
    {
        if (batch.Count == 1) return await RunSingleAsync(batch[0]);
        using var trace = Traces.StartActivity("batch", ActivityKind.Internal, default(ActivityContext), links: LinksOf(batch));
        trace?.SetTag("batch.size", batch.Count);
        var written = false;
        try
        {
            using var allGaveUp = new AllGaveUp(batch);
            await using var entered = await instances.EnterAsync(NamesOf(batch), allGaveUp.Token);
            await transaction.RunAloneOnceAsync(
                async (unit, token) =>
                {
                    var result = await DecideAndWriteAsync(unit, batch, token);
                    written = true;
                    return result;
                },
                allGaveUp.Token);
            return Completed;
        }
        catch (Exception error) when (!written || transaction.LostARace(error))
        {
            log.LogInformation(error, "A batch of {Size} was undone. Its operations run one by one.", batch.Count);
            // So that nobody is answered with another one's error.
            await Task.WhenAll(batch.Select(async member => (await RunSingleAsync(member))(member)));
            return _ => { }; // each has its answer
        }
        catch (Exception error)
        {
            return member => member.Fail(error); // nobody knows whether it was committed
        }
    }

    private async Task<Action<BatchMember>> RunSingleAsync(BatchMember member)
    {
        Activity.Current = member.Trace;
        try
        {
            await using var entered = await instances.EnterAsync(NamesOf([member]), member.Cancellation);
            await transaction.RunAsync((unit, token) => DecideAndWriteAsync(unit, [member], token), member.Cancellation);
            return Completed;
        }
        catch (Exception error)
        {
            return _ => member.Fail(error);
        }
    }

    private async Task<Result<bool>> DecideAndWriteAsync(
        UnitOfWork unit, IReadOnlyList<BatchMember> members, CancellationToken cancellationToken)
    {
        var rows = await unit.Locks.ForBatchAsync(members, cancellationToken);
        foreach (var member in members) member.Decide(rows, clock.UtcNow);
        await unit.WriteAsync(rows.Facts, cancellationToken);
        return true;
    }

    /// <summary>Wallets, then products, each by ascending id.</summary>
    private static IEnumerable<string> NamesOf(IReadOnlyList<BatchMember> batch) =>
        batch.SelectMany(m => m.Rows).Distinct().Order().Select(row => row.ToString());

    private static List<ActivityLink> LinksOf(List<BatchMember> batch) =>
        batch.Where(m => m.Trace is not null).Select(m => new ActivityLink(m.Trace!.Context)).ToList();
}
