using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// The shop's own number for a product: letters and digits of ASCII, and <c>- _ . / : + #</c> after the first. So it looks the same however
/// it is typed, and no spreadsheet takes it for a formula. Upper and lower case are different.
/// </summary>
public static class Sku
{
    public const int MaxLength = 64;

    private const string Marks = "-_./:+#";

    /// <summary>The number as it is stored, or null for none. Refused: other characters, more than <see cref="MaxLength"/>.</summary>
    public static string? Check(string? typed, Validation validation)
    {
        var sku = typed?.Trim() ?? "";
        if (sku.Length == 0) return null;
        validation.Require(
            sku.Length <= MaxLength && char.IsAsciiLetterOrDigit(sku[0]) && sku.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c)),
            "sku",
            $"Must be 1 to {MaxLength} letters, digits or {string.Join(' ', Marks.AsEnumerable())}, the first a letter or digit.");
        return sku;
    }
}
