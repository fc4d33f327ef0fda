using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Shared;

/// <summary>The one place where a refusal becomes a sentence for a person: what is the matter and what to do next.</summary>
public sealed class RefusalMessages(IStringLocalizer<SharedText> text, IOptions<StoreSettings> store)
{
    public string For(Refusal refusal) => refusal switch
    {
        InsufficientStock { Items: [{ Available: 0 }] } => text["Refusal.SoldOut"],
        InsufficientStock { Items: [{ } shortage] } => text["Refusal.InsufficientStock", shortage.Available],
        InsufficientStock => text["Refusal.InsufficientStockSeveral"],
        ProductNotFound => text["Refusal.ProductNotFound"],
        CartItemNotFound => text["Refusal.CartItemNotFound"],
        CartEmpty => text["Refusal.CartEmpty"],
        InsufficientBalance low => text["Refusal.InsufficientBalance", Money(low.Shortfall)],
        OrderTotalChanged changed => text["Refusal.OrderTotalChanged", Money(changed.Total)],
        OrderNotFound => text["Refusal.OrderNotFound"],
        OrderNotCancellable => text["Refusal.OrderNotCancellable"],
        BalanceLimitExceeded limit => text["Refusal.BalanceLimitExceeded", Money(limit.MaxBalance)],
        AccountNotFound => text["Refusal.AccountNotFound"],
        IdempotencyKeyReused => text["Refusal.IdempotencyKeyReused"],
        EventNotFound => text["Refusal.EventNotFound"],
        EventAlreadySent => text["Refusal.EventAlreadySent"],
        JobNotFound => text["Refusal.JobNotFound"],
        StaleVersion => text["Refusal.StaleVersion"],
        ValidationFailed => text["Refusal.ValidationFailed"],
        _ => text["Refusal.Other"],
    };

    private string Money(long amount) => MoneyFormat.Of(amount, store.Value.Currency);
}
