using Ecommerce.Core.Common;

namespace Ecommerce.Core.Ordering;

/// <summary>There is no such order, or it is somebody else's.</summary>
public sealed record OrderNotFound() : Refusal("order-not-found");

/// <summary>The order is no longer in a state that can be cancelled.</summary>
public sealed record OrderNotCancellable(OrderStatus Status) : Refusal("order-not-cancellable");

/// <summary>The order is not where an admin's step begins: it has gone on meanwhile, or was not shipped yet.</summary>
public sealed record OrderStatusConflict(OrderStatus Status) : Refusal("order-status-conflict");

/// <summary>The order's owner has deleted their account: there is no wallet that money could go back to.</summary>
public sealed record OrderOwnerGone() : Refusal("order-owner-gone");

/// <summary>The wallet holds less than the order costs; minor units.</summary>
public sealed record InsufficientBalance(long Balance, long Required) : Refusal("insufficient-balance")
{
    public long Shortfall => Required - Balance;
}

/// <summary>The order costs something else than the shopper was told; minor units.</summary>
public sealed record OrderTotalChanged(long ExpectedTotal, long Total) : Refusal("order-total-changed");

/// <summary>There is nothing in the cart to buy.</summary>
public sealed record CartEmpty() : Refusal("cart-empty");
