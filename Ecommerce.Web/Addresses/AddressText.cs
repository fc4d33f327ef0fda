namespace Ecommerce.Web.Addresses;

/// <summary>Texts of addresses: AddressText.resx (Korean) and AddressText.en.resx.</summary>
public sealed class AddressText;
