using Ecommerce.Core.Common;

namespace Ecommerce.Core.Ordering;

/// <summary>Products with their pieces, as clients name them.</summary>
internal static class OrderItems
{
    /// <summary>
    /// One line per product, in the order in which the products first appear. Refused: no line or more than
    /// <see cref="OrderLimits.MaxLines"/>, pieces of a line or of a product that are not 1 to <see cref="OrderLimits.MaxQuantity"/>.
    /// </summary>
    public static IReadOnlyList<OrderItem> Check(IReadOnlyList<OrderItem> items, Validation validation)
    {
        var merged = Merge(items);
        validation.Require(
            items.Count is >= 1 and <= OrderLimits.MaxLines, "items", $"Must hold 1 to {OrderLimits.MaxLines} lines.");
        for (var i = 0; i < Math.Min(items.Count, OrderLimits.MaxLines); i++)
            validation.Require(InRange(items[i]), $"items[{i}].quantity", $"Must be an integer from 1 to {OrderLimits.MaxQuantity}.");
        if (validation.Failure is null)
        {
            validation.Require(
                merged.All(InRange), "items", $"Must hold at most {OrderLimits.MaxQuantity} pieces of a product, over all its lines.");
        }

        return merged;
    }

    /// <summary>One line per product, in the order in which the products first appear.</summary>
    public static IReadOnlyList<OrderItem> Merge(IReadOnlyList<OrderItem> items) =>
        items.GroupBy(i => i.ProductId).Select(g => new OrderItem(g.Key, Clamp(g.Sum(i => (long)i.Quantity)))).ToList();

    private static int Clamp(long quantity) => (int)Math.Clamp(quantity, int.MinValue, int.MaxValue);

    private static bool InRange(OrderItem item) => item.Quantity is >= 1 and <= OrderLimits.MaxQuantity;
}
