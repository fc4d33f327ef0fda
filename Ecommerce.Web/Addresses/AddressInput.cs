using Ecommerce.Core.Addresses;

namespace Ecommerce.Web.Addresses;

/// <summary>An address in a form, as it is typed.</summary>
public sealed class AddressInput
{
    public string? Recipient { get; set; }

    public string? Phone { get; set; }

    public string? PostalCode { get; set; }

    public string? Address1 { get; set; }

    public string? Address2 { get; set; }

    public string? Note { get; set; }

    /// <summary>What a ticked box posts; null when it is not ticked.</summary>
    public string? AsDefault { get; set; }

    public static AddressInput Of(AddressView address) => new()
    {
        Recipient = address.Recipient,
        Phone = address.Phone,
        PostalCode = address.PostalCode,
        Address1 = address.Address1,
        Address2 = address.Address2,
        Note = address.Note,
    };

    public AddressEdit ToEdit() => new(Recipient, Phone, PostalCode, Address1, Address2, Note);
}
