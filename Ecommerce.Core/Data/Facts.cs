using Ecommerce.Core.Catalog;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
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

    public IReadOnlyList<StockMovement> Movements { get; init; } = [];

    public IReadOnlyList<WalletEntry> Entries { get; init; } = [];

    public IReadOnlyList<ShopEvent> Events { get; init; } = [];

    /// <summary>Carts whose lines were bought.</summary>
    public IReadOnlyList<CartBought> CartsBought { get; init; } = [];
}

public sealed record OrderCancelled(long OrderId, DateTime At);

public sealed record CartBought(long CartId, DateTime At);
