using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ecommerce.Core.Common;

/// <summary>Characters that can't be seen, which come along when text is pasted.</summary>
public static class InvisibleText
{
    /// <summary>
    /// The text without format characters (Unicode category Cf: byte order mark, zero-width space and joiners, soft hyphen, direction
    /// marks), variation selectors and Hangul fillers.
    /// </summary>
    public static string Remove(string text)
    {
        if (!text.EnumerateRunes().Any(IsInvisible)) return text;
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!IsInvisible(rune)) visible.Append(rune);
        return visible.ToString();
    }

    /// <summary>In UTF-16 units: of a number, an address or a name that is looked for, nobody types more.</summary>
    public const int MaxPlainLength = 512;

    /// <summary>
    /// What somebody typed or pasted (its first <see cref="MaxPlainLength"/> units), as it is compared: without what can't be seen,
    /// trimmed, and with digits and letters in their plain form (２ is 2).
    /// </summary>
    public static string Plain(string? typed) => Remove(Validation.Storable(Validation.Cut(typed, MaxPlainLength)))
        .Normalize(NormalizationForm.FormKC).Trim();

    /// <summary>The text without spaces and what can't be seen at its ends.</summary>
    public static string Trim(string text)
    {
        var rest = text.AsSpan();
        while (Rune.DecodeFromUtf16(rest, out var first, out var length) == OperationStatus.Done && IsNothing(first)) rest = rest[length..];
        while (Rune.DecodeLastFromUtf16(rest, out var last, out var length) == OperationStatus.Done && IsNothing(last))
            rest = rest[..^length];
        return rest.ToString();
    }

    private static bool IsNothing(Rune rune) => Rune.IsWhiteSpace(rune) || IsInvisible(rune);

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0;
}
