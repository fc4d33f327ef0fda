using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Events;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Data;

/// <summary>
/// What a decision changes, as data. The rest follows from it: a movement changes its product's stock, an entry its wallet's balance. So
/// books and balances can't part.
/// </summary>
public sealed record Facts
{
    /// <summary>New orders with their lines; each brings its id.</summary>
    public IReadOnlyList<Order> Orders { get; init; } = [];

    public IReadOnlyList<OrderCancelled> Cancellations { get; init; } = [];

    public IReadOnlyList<OrderShipped> Shipments { get; init; } = [];

    /// <summary>Orders that have reached whoever they are for.</summary>
    public IReadOnlyList<OrderDelivered> Arrivals { get; init; } = [];

    /// <summary>Parts of orders that were given back, each of another order.</summary>
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>Products of a file, without stock: their movements follow when they have their ids.</summary>
    public IReadOnlyList<Product> NewProducts { get; init; } = [];

    /// <summary>Locked products as they become; their stock is left as it is.</summary>
    public IReadOnlyList<Product> ProductEdits { get; init; } = [];

    public IReadOnlyList<PriceChange> PriceChanges { get; init; } = [];

    public IReadOnlyList<StockMovement> Movements { get; init; } = [];

    public IReadOnlyList<WalletEntry> Entries { get; init; } = [];

    public IReadOnlyList<ShopEvent> Events { get; init; } = [];

    /// <summary>Carts whose lines were bought.</summary>
    public IReadOnlyList<CartBought> CartsBought { get; init; } = [];

    /// <summary>What is answered under idempotency keys.</summary>
    public IReadOnlyList<IdempotencyRecord> Answers { get; init; } = [];

    /// <summary>What several decisions change, as one.</summary>
    public static Facts Together(IReadOnlyList<Facts> parts) => parts is [var alone] ? alone : new()
    {
        Orders = parts.SelectMany(p => p.Orders).ToList(),
        Cancellations = parts.SelectMany(p => p.Cancellations).ToList(),
        Shipments = parts.SelectMany(p => p.Shipments).ToList(),
        Arrivals = parts.SelectMany(p => p.Arrivals).ToList(),
        Refunds = parts.SelectMany(p => p.Refunds).ToList(),
        NewProducts = parts.SelectMany(p => p.NewProducts).ToList(),
        ProductEdits = parts.SelectMany(p => p.ProductEdits).ToList(),
        PriceChanges = parts.SelectMany(p => p.PriceChanges).ToList(),
        Movements = parts.SelectMany(p => p.Movements).ToList(),
        Entries = parts.SelectMany(p => p.Entries).ToList(),
        Events = parts.SelectMany(p => p.Events).ToList(),
        CartsBought = parts.SelectMany(p => p.CartsBought).ToList(),
        Answers = parts.SelectMany(p => p.Answers).ToList(),
    };
}

public sealed record OrderCancelled(long OrderId, DateTime At);

public sealed record OrderShipped(long OrderId, string Carrier, string TrackingNumber, DateTime At);

public sealed record OrderDelivered(long OrderId, DateTime At);

public sealed record CartBought(long CartId, DateTime At);
