using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Idempotency;

/// <summary>Where an admin's key belongs to: their account and what they do to which thing.</summary>
/// <param name="AccountId">Null where no account acts, which has no keys.</param>
internal sealed record AnswerScope(long? AccountId, string Operation, IdempotencyKey? Key)
{
    /// <summary>What is stored of an answer: nothing without a key.</summary>
    public IReadOnlyList<IdempotencyRecord> RecordsOf<T>(T answer, DateTime now) =>
        AccountId is { } account && Key is not null ? [IdempotencyRecord.Of(account, Operation, Key, answer, now)] : [];
}

internal static class AnswersInUnits
{
    /// <summary>
    /// What was answered before under the scope's key; null when nothing was. Call it under the lock that makes requests with one key take
    /// turns. Refused: a key that belongs to another request.
    /// </summary>
    public static async Task<Result<Idempotent<T>>?> FindAnswerAsync<T>(
        this EditingUnit unit, AnswerScope scope, CancellationToken cancellationToken)
    {
        if (scope is not { AccountId: { } account, Key: { } key }) return null;
        var stored = await unit.Db.IdempotencyRecords
            .Where(r => r.ShopperId == account && r.Operation == scope.Operation && r.ClientKey == key.Key)
            .Select(r => new StoredAnswer(r.Fingerprint, r.Result))
            .FirstOrDefaultAsync(cancellationToken);
        return stored?.To<T>(key);
    }
}
