using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Web.Api;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Shared;

/// <summary>The one place where a refusal becomes a sentence for a person: what is the matter and what to do next.</summary>
public sealed class RefusalMessages(IStringLocalizer<RefusalText> text, IOptions<StoreSettings> store)
{
    public string For(Refusal refusal) => refusal switch
    {
        InsufficientStock { Items: [{ Available: 0 }] } => text["insufficient-stock.sold-out"],
        InsufficientStock { Items: [{ } shortage] } => text["insufficient-stock.left", shortage.Available],
        OrderNotCancellable { Status: OrderStatus.Shipped or OrderStatus.Delivered } => text["order-not-cancellable.sent"],
        _ => text[refusal.Code, [.. ProblemKind.Of(refusal).MembersOf(refusal).Select(member => Shown(member.Value))]],
    };

    /// <summary>A whole number of 64 bits is an amount of money, here as everywhere.</summary>
    private object Shown(object? value) => value is long amount ? MoneyFormat.Of(amount, store.Value.Currency) : value ?? "";
}
