using System.Diagnostics;
using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;

namespace Ecommerce.Core.Data.Batches;

/// <summary>An operation in a batch, whatever it answers.</summary>
internal abstract class BatchMember(string operation, RowsNeeded needs, IdempotencyKey? key, CancellationToken cancellation)
{
    public string Operation { get; } = operation;

    public RowsNeeded Needs { get; } = needs;

    public IdempotencyKey? Key { get; } = key;

    /// <summary>Its caller gave it up.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The rows that batches of one instance keep apart by; those of a cart or an order are behind the wallet.</summary>
    public IReadOnlyList<RowName> Rows { get; } = [RowName.Wallet(needs.ShopperId), .. needs.Products.Distinct().Select(RowName.Product)];

    /// <summary>The span of the request that asked for it.</summary>
    public Activity? Trace { get; } = Activity.Current;

    /// <summary>
    /// Decides over the rows and leaves on them what it changes. A refusal and an exception are its own and change nothing.
    /// </summary>
    public abstract void Decide(BatchRows rows, DateTime now);

    /// <summary>Answers the caller: what was decided is durable.</summary>
    public abstract void Complete();

    /// <summary>Answers the caller with an error.</summary>
    public abstract void Fail(Exception error);
}

internal sealed class BatchMember<T>(Operation<T> operation, CancellationToken cancellation)
    : BatchMember(operation.Name, operation.Needs, operation.Key, cancellation)
{
    private readonly TaskCompletionSource<Result<Idempotent<T>>> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<Idempotent<T>> result;
    private Exception? failure;

    public Task<Result<Idempotent<T>>> Outcome => outcome.Task;

    public override void Decide(BatchRows rows, DateTime now)
    {
        failure = null;
        try
        {
            Cancellation.ThrowIfCancellationRequested();
            result = DecideOnce(rows, now);
        }
        catch (Exception error)
        {
            failure = error;
        }
    }

    public override void Complete()
    {
        if (failure is null) outcome.SetResult(result);
        else outcome.SetException(failure);
    }

    public override void Fail(Exception error) => outcome.SetException(failure ?? error);

    /// <summary>
    /// Answers the stored result if the key was used before, and otherwise decides and stores the answer beside what it changes. Refusals
    /// are not stored, so the key can be tried again. The wallet's lock makes requests with one key take turns.
    /// </summary>
    private Result<Idempotent<T>> DecideOnce(BatchRows rows, DateTime now)
    {
        if (rows.Of(Needs) is not { } own) return new AccountNotFound();
        if (Key is not null && rows.AnswerOf(Needs.ShopperId, Operation, Key.Key) is { } stored)
            return stored.To<T>(Key);

        var decision = operation.Decide(own);
        if (!decision.Succeeded) return decision.Refusal;
        var (facts, answer) = decision.Value;
        rows.Apply(Key is null ? facts : facts with { Answers = [IdempotencyRecord.Of(Needs.ShopperId, Operation, Key, answer, now)] });
        return new Idempotent<T>(answer, Replayed: false);
    }
}
