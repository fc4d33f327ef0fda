namespace Ecommerce.Web.Carts;

/// <summary>Texts of the cart: CartText.resx (Korean) and CartText.en.resx.</summary>
public sealed class CartText;
