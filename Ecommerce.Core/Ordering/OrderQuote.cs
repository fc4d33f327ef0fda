namespace Ecommerce.Core.Ordering;

/// <summary>What is asked a price for: so many pieces at a price each, in minor units.</summary>
public readonly record struct QuoteItem(long ProductId, long UnitPrice, int Quantity);

/// <summary>The price of a line, in minor units.</summary>
/// <param name="Discount">What is taken off the line; 0 when nothing is.</param>
public sealed record QuoteLine(long ProductId, long UnitPrice, int Quantity, long Discount)
{
    public long Total => UnitPrice * Quantity - Discount;
}

/// <summary>
/// What things cost: the one place where a price is computed. The cart, the checkout, an order's total and what its lines say come from
/// here. A discount is a step of <see cref="Of"/> that sets a line's <see cref="QuoteLine.Discount"/>.
/// </summary>
public sealed record OrderQuote(IReadOnlyList<QuoteLine> Lines)
{
    /// <summary>In minor units.</summary>
    public long Total => Lines.Sum(l => l.Total);

    /// <summary>One line for each item, in their order.</summary>
    public static OrderQuote Of(IEnumerable<QuoteItem> items) =>
        new(items.Select(i => new QuoteLine(i.ProductId, i.UnitPrice, i.Quantity, Discount: 0)).ToList());
}
