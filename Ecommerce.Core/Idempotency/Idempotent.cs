using System.Text.Json;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;

namespace Ecommerce.Core.Idempotency;

/// <summary>A client's promise that requests under one key are one request (draft-ietf-httpapi-idempotency-key-header).</summary>
/// <param name="Key">1 to 255 visible ASCII characters.</param>
/// <param name="Fingerprint">Hash of the request's value.</param>
public sealed record IdempotencyKey(string Key, string Fingerprint);

/// <summary>An operation's result, and whether it was done now or earlier under the same key.</summary>
public readonly record struct Idempotent<T>(T Value, bool Replayed);

/// <summary>Makes an effect happen once per key.</summary>
public static class IdempotentEffect
{
    /// <summary>
    /// Answers the stored result if the key was used before, and otherwise runs <paramref name="effect"/> and stores what it answers, in
    /// the same transaction. Refusals are not stored, so the key can be tried again. Call it under the shopper's wallet lock, which
    /// makes requests with one key take turns.
    /// </summary>
    public static async Task<Result<Idempotent<T>>> RunOnceAsync<T>(
        this UnitOfWork unit,
        long shopperId,
        string operation,
        IdempotencyKey? key,
        DateTime now,
        Func<Task<Result<T>>> effect,
        CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            var stored = await unit.Keys.FindAsync(shopperId, operation, key.Key, cancellationToken);
            if (stored is not null)
            {
                return stored.Fingerprint == key.Fingerprint
                    ? new Idempotent<T>(JsonSerializer.Deserialize<T>(stored.Result)!, Replayed: true)
                    : new IdempotencyKeyReused();
            }
        }

        var result = await effect();
        if (!result.Succeeded) return result.Refusal;
        if (key is not null)
        {
            var record = new IdempotencyRecord
            {
                ShopperId = shopperId,
                Operation = operation,
                ClientKey = key.Key,
                Fingerprint = key.Fingerprint,
                Result = JsonSerializer.Serialize(result.Value),
                CreatedAt = now,
            };
            await unit.Keys.StoreAsync(record, cancellationToken);
        }

        return new Idempotent<T>(result.Value, Replayed: false);
    }
}
