using Ecommerce.Core.Data;

namespace Ecommerce.Core.Carts;

/// <summary>SQL for a cart whose lines were bought.</summary>
internal static class CartStatements
{
    private const string EmptyCart = "DELETE FROM cart_items WHERE cart_id = $1";

    private const string TouchCart = "UPDATE carts SET updated_at = $2 WHERE id = $1";

    public static IEnumerable<Statement> Of(CartBought bought) =>
        [new(EmptyCart, [bought.CartId]), new(TouchCart, [bought.CartId, bought.At])];
}
