using Ecommerce.Core.Common;

namespace Ecommerce.Core.Ordering;

/// <summary>An order as its owner sees it; amounts in minor units of <paramref name="Currency"/>.</summary>
public sealed record OrderView(
    long Id, OrderStatus Status, IReadOnlyList<OrderLineView> Items, long Total, string Currency, DateTime PlacedAt, DateTime? CancelledAt)
{
    public static OrderView Of(Order order) => new(
        order.Id,
        order.Status,
        order.Lines.OrderBy(l => l.Id).Select(l => new OrderLineView(l.ProductId, l.Name, l.NameEn, l.UnitPrice, l.Quantity, l.LineTotal)).ToList(),
        order.Total,
        order.Currency,
        order.PlacedAt,
        order.CancelledAt);
}

public sealed record OrderLineView(long ProductId, string Name, string? NameEn, long UnitPrice, int Quantity, long LineTotal);

/// <summary>An order that was just placed or cancelled, and the wallet's balance after it.</summary>
public sealed record OrderReceipt(OrderView Order, long Balance);

/// <summary>There is no such order, or it is somebody else's.</summary>
public sealed record OrderNotFound : Refusal;

/// <summary>The order is no longer in a state that can be cancelled.</summary>
public sealed record OrderNotCancellable(OrderStatus Status) : Refusal;

/// <summary>The wallet holds less than the order costs; minor units.</summary>
public sealed record InsufficientBalance(long Balance, long Required) : Refusal
{
    public long Shortfall => Required - Balance;
}

/// <summary>The order costs something else than the shopper was told; minor units.</summary>
public sealed record OrderTotalChanged(long ExpectedTotal, long Total) : Refusal;

/// <summary>There is nothing in the cart to buy.</summary>
public sealed record CartEmpty : Refusal;
