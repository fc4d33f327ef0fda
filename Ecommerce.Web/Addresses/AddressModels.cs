using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Addresses;

namespace Ecommerce.Web.Addresses;

/// <summary>Where an order goes.</summary>
/// <param name="Recipient">Who takes it.</param>
/// <param name="Phone">Digits, spaces, hyphens, parentheses, and a plus in front.</param>
/// <param name="PostalCode">Five digits.</param>
/// <param name="Note">For whoever brings it.</param>
public record DeliveryBody(
    [property: Required, MaxLength(AddressLimits.MaxRecipientLength)] string? Recipient,
    [property: Required, MinLength(AddressLimits.MinPhoneLength), MaxLength(AddressLimits.MaxPhoneLength)] string? Phone,
    [property: Required, MinLength(AddressLimits.PostalCodeLength), MaxLength(AddressLimits.PostalCodeLength)] string? PostalCode,
    [property: Required, MaxLength(AddressLimits.MaxLineLength)] string? Address1,
    [property: MaxLength(AddressLimits.MaxLineLength)] string? Address2,
    [property: MaxLength(AddressLimits.MaxNoteLength)] string? Note)
{
    public AddressEdit ToEdit() => new(Recipient, Phone, PostalCode, Address1, Address2, Note);
}

/// <param name="IsDefault">Whether it becomes the address that is offered first. The first address always is.</param>
public sealed record AddressBody(
    string? Recipient, string? Phone, string? PostalCode, string? Address1, string? Address2, string? Note, bool? IsDefault)
    : DeliveryBody(Recipient, Phone, PostalCode, Address1, Address2, Note);

/// <summary>Where an order goes.</summary>
public sealed record DeliveryResponse(
    string Recipient, string Phone, string PostalCode, string Address1, string? Address2, string? Note)
{
    public static DeliveryResponse? Of(PostalAddress? address) => address is null
        ? null
        : new(address.Recipient, address.Phone, address.PostalCode, address.Address1, address.Address2, address.Note);
}
