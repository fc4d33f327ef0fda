using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Wallets;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Ordering;

/// <param name="Quantity">Pieces, 1 to <see cref="OrderLimits.MaxQuantity"/>.</param>
public sealed record OrderItem(long ProductId, int Quantity);

/// <summary>
/// The heart of the shop: takes the pieces from stock, the money from the wallet, and writes the order, its movements, its payment
/// and its event, all inside the caller's transaction.
/// </summary>
public sealed class Purchase(StoreClock clock, IOptions<StoreSettings> store, OutboxNudge nudge)
{
    /// <summary>
    /// Buys the items from the wallet; it and the products are locked. Refused, in this order: unpublished or unknown products, short stock
    /// (every line), another total than <paramref name="expectedTotal"/>, a low balance. Nothing is written before the last check.
    /// </summary>
    /// <param name="products">Those that exist.</param>
    /// <param name="items">Each product once.</param>
    /// <param name="expectedTotal">What the shopper was told it costs, in minor units; null for whatever it costs.</param>
    public async Task<Result<OrderReceipt>> BuyAsync(
        UnitOfWork unit,
        Wallet wallet,
        IReadOnlyList<Product> products,
        IReadOnlyList<OrderItem> items,
        long? expectedTotal,
        CancellationToken cancellationToken)
    {
        var forSale = products.Where(p => p.Published).ToDictionary(p => p.Id);
        var missing = items.Where(i => !forSale.ContainsKey(i.ProductId)).Select(i => i.ProductId).ToList();
        if (missing.Count > 0) return new ProductNotFound(missing);

        var shortages = items
            .Where(i => i.Quantity > forSale[i.ProductId].Stock)
            .Select(i => new StockShortage(i.ProductId, i.Quantity, forSale[i.ProductId].Stock))
            .ToList();
        if (shortages.Count > 0) return new InsufficientStock(shortages);

        var total = items.Sum(i => forSale[i.ProductId].Price * i.Quantity);
        if (expectedTotal is { } expected && expected != total) return new OrderTotalChanged(expected, total);
        if (wallet.Balance < total) return new InsufficientBalance(wallet.Balance, total);

        var order = new Order
        {
            ShopperId = wallet.ShopperId,
            Total = total,
            Currency = store.Value.Currency,
            PlacedAt = clock.UtcNow,
            Lines = items.Select(i => LineOf(forSale[i.ProductId], i.Quantity)).ToList(),
        };
        var payment = wallet.Book(WalletEntryKind.Payment, -total, order, order.PlacedAt);
        var id = await unit.Purchases.WriteAsync(order, wallet, payment, cancellationToken);
        unit.AfterCommit(nudge.Notify);
        return new OrderReceipt(OrderView.Of(order) with { Id = id }, wallet.Balance);
    }

    private static OrderLine LineOf(Product product, int quantity) => new()
    {
        ProductId = product.Id,
        Name = product.Name,
        NameEn = product.NameEn,
        UnitPrice = product.Price,
        Quantity = quantity,
        LineTotal = product.Price * quantity,
    };
}
