using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Identity;

/// <summary>
/// E-mail addresses as <see href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321</see> and, for text beyond ASCII,
/// <see href="https://www.rfc-editor.org/rfc/rfc6531#section-3.3">RFC 6531</see> allow them.
/// </summary>
public static class EmailAddress
{
    private const int MaxOctets = 254;
    private const int MaxLocalOctets = 64;
    private static readonly SearchValues<char> AtomCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    public static bool IsValid(string? text)
    {
        if (text is null || !Validation.IsStorable(text) || IsTooLong(text) || IsTooLong(Normalize(text))) return false;
        var at = text.LastIndexOf('@');
        return at > 0 && IsLocalPart(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    /// <summary>
    /// The form under which an account is known and looked up: two addresses of one mailbox have the same. Case does not matter, nor how
    /// letters are composed, nor whether an international domain is written in its own script or in ASCII. Of what is no address, the
    /// upper case.
    /// </summary>
    public static string Normalize(string text)
    {
        var clean = InvisibleText.Remove(Validation.Clean(text)).Normalize(NormalizationForm.FormKC);
        var at = clean.LastIndexOf('@');
        var normal = at >= 0 && AsciiDomain(clean[(at + 1)..]) is { } domain ? $"{clean[..at]}@{domain}" : clean;
        return normal.ToUpperInvariant();
    }

    /// <summary>SHA-256 of the normal form: tells addresses apart where none is to be kept.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(text)));

    /// <summary>
    /// A part of addresses as it stands in their normal form: as a part of any kind, and as one of an international domain.
    /// </summary>
    public static (string Part, string InDomain) NormalizePart(string text)
    {
        const string Somebody = "A@";
        var part = Normalize(text);
        return part.Contains('@') ? (part, part) : (part, Normalize(Somebody + text)[Somebody.Length..]);
    }

    private static bool IsTooLong(string address) => Encoding.UTF8.GetByteCount(address) > MaxOctets;

    private static bool IsLocalPart(string local) =>
        Encoding.UTF8.GetByteCount(local) <= MaxLocalOctets
        && (local is ['"', .., '"'] and not "\"" ? IsQuoted(local[1..^1]) : local.Split('.').All(IsAtom));

    private static bool IsAtom(string atom) =>
        atom.Length > 0 && atom.EnumerateRunes().All(rune => rune.IsAscii ? AtomCharacters.Contains((char)rune.Value) : IsVisible(rune));

    private static bool IsQuoted(string content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '"') return false;
            if (content[i] == '\\' && ++i == content.Length) return false;
            if (char.IsControl(content[i])) return false;
        }

        return content.EnumerateRunes().All(rune => rune.IsAscii || IsVisible(rune));
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static bool IsDomain(string domain) =>
        domain is ['[', .., ']'] ? IsAddressLiteral(domain[1..^1]) : !domain.EndsWith('.') && AsciiDomain(domain) is not null;

    private static bool IsAddressLiteral(string literal)
    {
        const string Ipv6 = "IPv6:";
        return literal.StartsWith(Ipv6, StringComparison.OrdinalIgnoreCase)
            ? IPAddress.TryParse(literal[Ipv6.Length..], out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6
            : literal.Count(c => c == '.') == 3
                && IPAddress.TryParse(literal, out var v4)
                && v4.AddressFamily == AddressFamily.InterNetwork;
    }

    private static string? AsciiDomain(string domain)
    {
        try
        {
            return Domains.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null; // the framework has no TryGetAscii
        }
    }
}
