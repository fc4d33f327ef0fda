using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Ordering.Mails;

/// <summary>What shoppers hear of their orders, in the language that they read.</summary>
public sealed class OrderMails(
    IDbContextFactory<ShopContext> contexts,
    MailWriter writer,
    IStringLocalizer<OrderText> text,
    PublicAddress site,
    IOptions<StoreSettings> store,
    IOptions<FulfilmentOptions> fulfilment,
    StoreClock clock)
    : IMailOfEvent
{
    public IReadOnlyCollection<string> Types { get; } =
        [OrderEvents.Paid, OrderEvents.Cancelled, OrderEvents.Shipped, OrderEvents.Refunded];

    /// <summary>Null when the account was deleted meanwhile.</summary>
    public async Task<Mail?> WriteAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var order = await db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Delivery)
            .SingleAsync(o => o.Id == shopEvent.SubjectId, cancellationToken);
        var shopper = await db.Users.Where(u => u.Id == order.ShopperId).Select(u => new { u.Email, u.Language })
            .SingleAsync(cancellationToken);
        var refund = shopEvent.Type == OrderEvents.Refunded
            ? await db.Refunds.AsNoTracking().Include(r => r.Lines)
                .SingleAsync(r => r.OrderId == order.Id && r.Number == shopEvent.Number, cancellationToken)
            : null;
        return shopper.Email is { } email
            ? await writer.WriteAsync(email, shopper.Language, language => ContentOf(shopEvent.Type, order, refund, language))
            : null;
    }

    private MailContent ContentOf(string type, Order order, Refund? refund, string language)
    {
        var number = $"{order.Id}";
        return new MailContent(
            language,
            text[$"Mail.{type}.Subject", store.Value.Name, number],
            text[$"Mail.{type}.Title"],
            text[$"Mail.{type}.Intro", number, StoreTime.Text(clock, order.PlacedAt)],
            site.Of($"/my/orders/{number}"),
            text["Mail.Open"],
            text["Mail.Closing", store.Value.Name])
        {
            Rows = refund is null ? RowsOf(order) : RowsOf(order, refund),
            Details = type is OrderEvents.Cancelled or OrderEvents.Refunded ? [] : [.. ParcelOf(type, order), .. AddressOf(order)],
        };
    }

    private MailRow[] RowsOf(Order order) =>
    [
        .. order.Lines.OrderBy(l => l.Id).Select(l => RowOf(l, l.Quantity, l.LineTotal, order.Currency)),
        new MailRow(text["Total"], MoneyFormat.Of(order.Total, order.Currency), IsSum: true),
    ];

    /// <summary>What was given back, and nothing else of the order.</summary>
    private MailRow[] RowsOf(Order order, Refund refund) =>
    [
        .. refund.Lines.OrderBy(l => l.OrderLineId)
            .Select(l => RowOf(order.Lines.Single(line => line.Id == l.OrderLineId), l.Quantity, l.Amount, order.Currency)),
        new MailRow(text["PartRefund"], MoneyFormat.Of(refund.Amount, order.Currency), IsSum: true),
    ];

    private static MailRow RowOf(OrderLine line, int quantity, long amount, string currency) =>
        new($"{LocalizedNames.Pick(line.Name, line.NameEn)} × {quantity}", MoneyFormat.Of(amount, currency));

    private IEnumerable<MailRow> ParcelOf(string type, Order order)
    {
        if (type != OrderEvents.Shipped || order.Carrier is null) yield break;
        yield return new MailRow(
            text["Mail.Parcel"],
            $"{order.Carrier} {order.TrackingNumber}".TrimEnd(),
            fulfilment.Value.LinkTo(order.Carrier, order.TrackingNumber));
    }

    private IEnumerable<MailRow> AddressOf(Order order)
    {
        if (order.Delivery is not { } to) yield break;
        yield return new MailRow(
            text["Mail.Address"], string.Join(", ", new[] { to.Recipient, to.PostalCode, to.Address1, to.Address2 }.OfType<string>()));
    }
}
