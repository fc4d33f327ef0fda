namespace Ecommerce.Core.Ordering.Refunds;

/// <summary>
/// What pieces of a line are worth. The first n pieces of a line are worth its total × n ÷ its pieces, rounded down, whoever gives them
/// back and in how many steps; so all of them are worth exactly its total, discount and all.
/// </summary>
public static class RefundShare
{
    /// <summary>What the next <paramref name="quantity"/> pieces of a line are worth, in minor units.</summary>
    public static long Of(OrderLine line, int quantity) =>
        Of(line.LineTotal, line.Quantity, line.RefundedQuantity + quantity) - line.RefundedAmount;

    /// <summary>What the next pieces of a line are worth that has given some back already, in minor units.</summary>
    public static long Of(OrderLineView line, int quantity) =>
        Of(line.LineTotal, line.Quantity, line.RefundedQuantity + quantity) - Of(line.LineTotal, line.Quantity, line.RefundedQuantity);

    /// <summary>The line when these pieces were given back.</summary>
    internal static OrderLine After(OrderLine line, int quantity) => quantity == 0 ? line : new()
    {
        Id = line.Id,
        OrderId = line.OrderId,
        ProductId = line.ProductId,
        Name = line.Name,
        NameEn = line.NameEn,
        UnitPrice = line.UnitPrice,
        Quantity = line.Quantity,
        Discount = line.Discount,
        LineTotal = line.LineTotal,
        RefundedQuantity = line.RefundedQuantity + quantity,
        RefundedAmount = line.RefundedAmount + Of(line, quantity),
    };

    private static long Of(long total, int pieces, int first) => checked(total * first) / pieces;
}
