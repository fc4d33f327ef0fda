using Ecommerce.Core.Addresses;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Data.Batches;

/// <summary>
/// Something that a shopper does with their wallet: which rows it works on, and what is decided over them, without a database and without
/// waiting. It may be decided more than once; what counts is what the last decision wrote.
/// </summary>
/// <param name="Name">Idempotency keys belong to it: the same key under another name is another key.</param>
/// <param name="Decide">Refuses, or answers what changes. It is not asked when the shopper has no wallet.</param>
public sealed record Operation<T>(
    string Name, RowsNeeded Needs, IdempotencyKey? Key, Func<ShopperRows, Result<Decision<T>>> Decide);

/// <summary>The rows that an operation works on; all are locked before it is decided.</summary>
/// <param name="ShopperId">Whose wallet.</param>
public sealed record RowsNeeded(long ShopperId)
{
    public IReadOnlyCollection<long> Products { get; init; } = [];

    /// <summary>An order of the shopper's, with its lines and their products.</summary>
    public long? Order { get; init; }

    /// <summary>The shopper's cart, with its lines and their products.</summary>
    public bool Cart { get; init; }

    /// <summary>One of the addresses that the shopper keeps.</summary>
    public long? Address { get; init; }

    /// <summary>A number for a new order.</summary>
    public bool OrderNumber { get; init; }
}

/// <summary>What an operation asked for, under its locks.</summary>
/// <param name="Products">Those that exist, in no order.</param>
/// <param name="Order">Null when it is not asked for or not the shopper's.</param>
/// <param name="Cart">Null when it is not asked for or the shopper has none.</param>
/// <param name="OrderNumber">0 when it is not asked for.</param>
/// <param name="Address">Null when it is not asked for or not the shopper's.</param>
public sealed record ShopperRows(
    LockedWallet Wallet,
    IReadOnlyList<LockedProduct> Products,
    LockedOrder? Order,
    LockedCart? Cart,
    long OrderNumber,
    PostalAddress? Address);

/// <summary>What an operation changes, and what it is answered once that is durable.</summary>
public sealed record Decision<T>(Facts Facts, T Answer);
