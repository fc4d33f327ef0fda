using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Carts;

/// <summary>SQL for counting what is in a cart, which every page does, and for a cart whose lines were bought.</summary>
internal sealed class CartStatements(Dialect dialect)
{
    private const string Count =
        "SELECT CAST(COALESCE(SUM(i.quantity), 0) AS bigint) FROM cart_items i JOIN carts c ON c.id = i.cart_id WHERE ";

    private const string CountShoppers = Count + "c.shopper_id = $1";

    private const string CountGuests = Count + "c.guest_key = $1";

    private readonly string emptyCarts = $"DELETE FROM cart_items WHERE cart_id IN (SELECT id FROM {dialect.IdTable} bought)";
    private readonly RowStatement touchCart =
        RowStatement.Update(dialect, "carts", "updated_at = $2", "id = $1", typeof(long), typeof(DateTime));

    /// <summary>Answers the pieces in the cart, over all lines.</summary>
    public static Statement CountOf(CartOwner owner) =>
        owner.ShopperId is { } id ? new(CountShoppers, [id], Reads: true) : new(CountGuests, [owner.GuestKey!], Reads: true);

    public IEnumerable<Statement> Of(IReadOnlyList<CartBought> bought)
    {
        if (bought.Count == 0) return [];
        var emptied = new Statement(emptyCarts, [dialect.IdsValue(bought.Select(b => b.CartId).ToArray())]);
        return [emptied, .. touchCart.Of(bought.Select(b => new object[] { b.CartId, b.At }).ToList())];
    }
}
