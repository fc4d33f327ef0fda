using Ecommerce.Core.Addresses;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Ordering;

/// <param name="Quantity">Pieces, 1 to <see cref="OrderLimits.MaxQuantity"/>.</param>
public sealed record OrderItem(long ProductId, int Quantity);

/// <summary>
/// The heart of the shop: whether an order can be placed, and what it then changes. Decided over locked rows, without a database.
/// </summary>
public static class OrderPlacement
{
    /// <summary>
    /// Answers the order, its stock movements, its payment and its event. Refused, in this order: unpublished or unknown products, short
    /// stock (every line), another total than
    /// <paramref name="expectedTotal"/>, a low balance.
    /// </summary>
    /// <param name="products">Those that exist.</param>
    /// <param name="items">Each product once.</param>
    /// <param name="expectedTotal">What the shopper was told it costs, in minor units; null for whatever it costs.</param>
    /// <param name="delivery">Where it goes; null when it is picked up.</param>
    public static Result<Decision<OrderReceipt>> Decide(
        long orderId,
        LockedWallet wallet,
        IReadOnlyList<LockedProduct> products,
        IReadOnlyList<OrderItem> items,
        long? expectedTotal,
        string currency,
        DateTime now,
        PostalAddress? delivery = null)
    {
        var forSale = products.Where(p => p.Published).ToDictionary(p => p.Id);
        var missing = items.Where(i => !forSale.ContainsKey(i.ProductId)).Select(i => i.ProductId).ToList();
        if (missing.Count > 0) return new ProductNotFound(missing);

        var shortages = items
            .Where(i => i.Quantity > forSale[i.ProductId].Stock)
            .Select(i => new StockShortage(i.ProductId, i.Quantity, forSale[i.ProductId].Stock))
            .ToList();
        if (shortages.Count > 0) return new InsufficientStock(shortages);

        var quote = OrderQuote.Of(items.Select(i => new QuoteItem(i.ProductId, forSale[i.ProductId].Price, i.Quantity)));
        if (expectedTotal is { } expected && expected != quote.Total) return new OrderTotalChanged(expected, quote.Total);
        if (wallet.Balance < quote.Total) return new InsufficientBalance(wallet.Balance, quote.Total);

        var order = new Order
        {
            Id = orderId,
            ShopperId = wallet.ShopperId,
            Total = quote.Total,
            Currency = currency,
            PlacedAt = now,
            Delivery = delivery is null ? null : OrderDelivery.Of(orderId, delivery),
            Lines = quote.Lines.Select(l => LineOf(orderId, forSale[l.ProductId], l)).ToList(),
        };
        var payment = wallet.Book(WalletEntryKind.Payment, -order.Total, orderId, now);
        var facts = new Facts
        {
            Orders = [order],
            Movements = order.Lines.ConvertAll(l => StockMovement.OfOrder(orderId, l.ProductId, -l.Quantity, StockReason.Sale, now)),
            Entries = [payment],
            Events = [OrderEvents.Of(OrderEvents.Paid, order, now)],
        };
        return new Decision<OrderReceipt>(facts, new OrderReceipt(OrderView.Of(order), payment.BalanceAfter));
    }

    private static OrderLine LineOf(long orderId, LockedProduct product, QuoteLine line) => new()
    {
        OrderId = orderId,
        ProductId = product.Id,
        Name = product.Name,
        NameEn = product.NameEn,
        UnitPrice = line.UnitPrice,
        Quantity = line.Quantity,
        Discount = line.Discount,
        LineTotal = line.Total,
    };
}
