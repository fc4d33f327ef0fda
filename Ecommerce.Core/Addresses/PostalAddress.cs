using Ecommerce.Core.Common;

namespace Ecommerce.Core.Addresses;

/// <summary>Where something is sent to, and whom it is handed to.</summary>
/// <param name="PostalCode">Five digits, as Korea has them.</param>
/// <param name="Note">For whoever brings it.</param>
public sealed record PostalAddress(
    string Recipient, string Phone, string PostalCode, string Address1, string? Address2, string? Note);

/// <summary>The sizes of an address, in characters.</summary>
public static class AddressLimits
{
    public const int MaxRecipientLength = 50;
    public const int MinPhoneLength = 7;
    public const int MaxPhoneLength = 20;
    public const int PostalCodeLength = 5;
    public const int MaxLineLength = 200;
    public const int MaxNoteLength = 200;

    /// <summary>Addresses that one shopper keeps.</summary>
    public const int MaxCount = 20;
}

/// <summary>An address as somebody typed it.</summary>
public sealed record AddressEdit(
    string? Recipient, string? Phone, string? PostalCode, string? Address1, string? Address2 = null, string? Note = null)
{
    /// <summary>
    /// The address as it is stored. Refused, by field: what is missing or too long, a phone number or a postal code that can be none.
    /// </summary>
    /// <param name="prefix">Goes before the names of fields.</param>
    public PostalAddress Check(Validation validation, string prefix = "")
    {
        var phone = validation.Text(Phone, prefix + "phone", AddressLimits.MinPhoneLength, AddressLimits.MaxPhoneLength);
        validation.Require(
            phone.Length == 0 || IsPhone(phone),
            prefix + "phone",
            "Must be a phone number: digits, spaces, hyphens, parentheses, a leading +.");
        var code = Validation.Cut(PostalCode, AddressLimits.MaxLineLength).Trim();
        validation.Require(
            code.Length == AddressLimits.PostalCodeLength && code.All(char.IsAsciiDigit), prefix + "postalCode", "Must be five digits.");
        return new(
            validation.Text(Recipient, prefix + "recipient", 1, AddressLimits.MaxRecipientLength),
            phone,
            code,
            validation.Text(Address1, prefix + "address1", 1, AddressLimits.MaxLineLength),
            NullIfEmpty(validation.Text(Address2, prefix + "address2", 0, AddressLimits.MaxLineLength)),
            NullIfEmpty(validation.Text(Note, prefix + "note", 0, AddressLimits.MaxNoteLength)));
    }

    private static bool IsPhone(string text) =>
        text.TrimStart('+').All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')')
        && text.Count(char.IsAsciiDigit) >= AddressLimits.MinPhoneLength;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
