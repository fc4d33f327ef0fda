using Ecommerce.Core.Data;

namespace Ecommerce.Core.Carts;

/// <summary>SQL for counting what is in a cart, which every page does, and for a cart whose lines were bought.</summary>
internal static class CartStatements
{
    private const string EmptyCart = "DELETE FROM cart_items WHERE cart_id = $1";

    private const string TouchCart = "UPDATE carts SET updated_at = $2 WHERE id = $1";

    private const string Count =
        "SELECT CAST(COALESCE(SUM(i.quantity), 0) AS bigint) FROM cart_items i JOIN carts c ON c.id = i.cart_id WHERE ";

    private const string CountShoppers = Count + "c.shopper_id = $1";

    private const string CountGuests = Count + "c.guest_key = $1";

    /// <summary>Answers the pieces in the cart, over all lines.</summary>
    public static Statement CountOf(CartOwner owner) =>
        owner.ShopperId is { } id ? new(CountShoppers, [id], Reads: true) : new(CountGuests, [owner.GuestKey!], Reads: true);

    public static IEnumerable<Statement> Of(CartBought bought) =>
        [new(EmptyCart, [bought.CartId]), new(TouchCart, [bought.CartId, bought.At])];
}
