namespace Ecommerce.Core.Common;

/// <summary>Input that can't be right, whatever the shop's state. Keys are field names as the caller spelled them.</summary>
public sealed record ValidationFailed(IReadOnlyDictionary<string, string[]> Errors) : Refusal("validation-failed")
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
