using System.Text;

namespace Ecommerce.Core.Common;

/// <summary>Collects what is wrong with a request, field by field, so that a caller hears everything at once.</summary>
public sealed class Validation
{
    /// <summary>
    /// Characters that one may have come from before it was composed: cleaning never makes a text shorter than a fourth of what it was,
    /// but for what can't be seen (https://www.unicode.org/faq/normalization.html#12).
    /// </summary>
    private const int MostDecomposed = 4;

    private readonly Dictionary<string, List<string>> errors = [];

    public void Require(bool condition, string field, string message)
    {
        if (condition) return;
        if (!errors.TryGetValue(field, out var messages)) errors[field] = messages = [];
        messages.Add(message);
    }

    /// <summary>Text as it is stored: trimmed, and composed (NFC) so that Hangul typed on any system compares equal.</summary>
    public static string Clean(string? text) => Storable(text ?? "").Trim().Normalize(NormalizationForm.FormC);

    /// <summary>Text to look for, as it came: what no database can hold becomes U+FFFD, which stands in no product.</summary>
    public static string Storable(string text) =>
        IsStorable(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD').Replace('\uFFFE', '\uFFFD');

    /// <summary>
    /// No more of a text than can matter, before anything costs as much as the text is long: whoever typed it may have been held up by no
    /// <c>maxlength</c>. A character that takes two units is not cut in half.
    /// </summary>
    public static string Cut(string? text, int maxLength)
    {
        if (text is null || text.Length <= maxLength) return text ?? "";
        return text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }

    /// <summary>
    /// Cleans the text and refuses what is shorter (of characters that can be seen) or longer than allowed (in UTF-16 units) or holds a
    /// NUL, which PostgreSQL can't store (SQLSTATE 22021).
    /// </summary>
    public string Text(string? text, string field, int minLength, int maxLength)
    {
        var bounds = minLength > 0 ? $"Must be {minLength} to {maxLength} characters." : $"Must be at most {maxLength} characters.";
        if (text is not null && text.AsSpan().Trim().Length > (long)maxLength * MostDecomposed)
        {
            Require(false, field, bounds);
            return "";
        }

        if (text is not null && !IsStorable(text))
        {
            Require(false, field, "Must be valid text without NUL characters.");
            return "";
        }

        var clean = Clean(text);
        Require(InvisibleText.Remove(clean).Trim().Length >= minLength && clean.Length <= maxLength, field, bounds);
        return clean;
    }

    /// <summary>The refusal, or null when nothing was wrong.</summary>
    public ValidationFailed? Failure =>
        errors.Count == 0 ? null : new ValidationFailed(errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));

    /// <summary>Whether every database can store it and .NET can compose it: no NUL, no lone surrogate, no U+FFFE.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\0' or '\uFFFE') return false;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }

        return true;
    }
}
