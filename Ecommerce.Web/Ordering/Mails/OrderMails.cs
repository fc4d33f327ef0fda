using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
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
    public IReadOnlyCollection<string> Types { get; } = [OrderEvents.Paid, OrderEvents.Cancelled, OrderEvents.Shipped];

    /// <summary>Null when the account was deleted meanwhile.</summary>
    public async Task<Mail?> WriteAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var order = await db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Delivery)
            .SingleAsync(o => o.Id == shopEvent.SubjectId, cancellationToken);
        var shopper = await db.Users.Where(u => u.Id == order.ShopperId).Select(u => new { u.Email, u.Language })
            .SingleAsync(cancellationToken);
        return shopper.Email is { } email
            ? await writer.WriteAsync(email, shopper.Language, language => ContentOf(shopEvent.Type, order, language))
            : null;
    }

    private MailContent ContentOf(string type, Order order, string language)
    {
        var number = $"{order.Id}";
        return new MailContent(
            language,
            text[$"Mail.{type}.Subject", store.Value.Name, number],
            text[$"Mail.{type}.Title"],
            text[$"Mail.{type}.Intro", number, StoreTime.Text(clock, order.PlacedAt)],
            site.Of($"/orders/{number}"),
            text["Mail.Open"],
            text["Mail.Closing", store.Value.Name])
        {
            Rows =
            [
                .. order.Lines.OrderBy(l => l.Id).Select(l => new MailRow(
                    $"{LocalizedNames.Pick(l.Name, l.NameEn)} × {l.Quantity}", MoneyFormat.Of(l.LineTotal, order.Currency))),
                new MailRow(text["Total"], MoneyFormat.Of(order.Total, order.Currency), IsSum: true),
            ],
            Details = type == OrderEvents.Cancelled ? [] : [.. ParcelOf(type, order), .. AddressOf(order)],
        };
    }

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
