namespace Ecommerce.Core.Common;

/// <summary>
/// An expected "no" with the data a caller needs to act on it: short stock, a low balance, a thing that does not exist.
/// A refusal never leaves a trace in the database: <see cref="Data.ShopTransaction"/> rolls back the unit that answers one.
/// Bugs and infrastructure failures are exceptions, never refusals.
/// </summary>
public abstract record Refusal;

/// <summary>Input that can't be right, whatever the shop's state. Keys are field names as the caller spelled them.</summary>
public sealed record ValidationFailed(IReadOnlyDictionary<string, string[]> Errors) : Refusal
{
    public ValidationFailed(string field, string message)
        : this(new Dictionary<string, string[]> { [field] = [message] })
    {
    }

    /// <summary>By value: two are equal when they name the same fields with the same messages.</summary>
    public bool Equals(ValidationFailed? other) =>
        other is not null
        && Errors.Count == other.Errors.Count
        && Errors.All(e => other.Errors.TryGetValue(e.Key, out var messages) && messages.SequenceEqual(e.Value));

    public override int GetHashCode() => Errors.Count;
}

/// <summary>The account behind a still valid token is gone.</summary>
public sealed record AccountNotFound : Refusal;
