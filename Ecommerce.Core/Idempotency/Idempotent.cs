using System.Text.Json;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Idempotency;

/// <summary>A client's promise that requests under one key are one request (draft-ietf-httpapi-idempotency-key-header).</summary>
/// <param name="Key">1 to 255 visible ASCII characters.</param>
/// <param name="Fingerprint">Hash of the request's value.</param>
public sealed record IdempotencyKey(string Key, string Fingerprint);

/// <summary>An operation's result, and whether it was done now or earlier under the same key.</summary>
public readonly record struct Idempotent<T>(T Value, bool Replayed);

/// <summary>What was answered under a key.</summary>
/// <param name="Fingerprint">Hash of the request that was answered.</param>
/// <param name="Result">What it was answered, as JSON.</param>
public sealed record StoredAnswer(string Fingerprint, string Result)
{
    /// <summary>The answer to a request with this key. Refused: a request that says something else.</summary>
    internal Result<Idempotent<T>> To<T>(IdempotencyKey key) => Fingerprint == key.Fingerprint
        ? new Idempotent<T>(JsonSerializer.Deserialize<T>(Result)!, Replayed: true)
        : new IdempotencyKeyReused();
}
