using Ecommerce.Core.Common;

namespace Ecommerce.Core.Carts;

/// <summary>The cart has no such item, or the item is in somebody else's.</summary>
public sealed record CartItemNotFound() : Refusal("cart-item-not-found");
