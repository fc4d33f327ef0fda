using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Web.Admin;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Shared;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Catalog.Mails;

/// <summary>Tells whoever looks after the shop that a product is low, in the store's language.</summary>
public sealed class LowStockMail(
    MailWriter writer,
    IStringLocalizer<AdminText> text,
    PublicAddress site,
    IOptions<StoreSettings> store,
    IOptions<MailOptions> options)
    : IMailOfEvent
{
    /// <summary>None without an address to write to.</summary>
    public IReadOnlyCollection<string> Types { get; } =
        string.IsNullOrEmpty(options.Value.ShopAddress) ? [] : [LowStockEvents.Low];

    /// <summary>What the event says, and not what the stock is by now: the mail may come later, and more than once.</summary>
    public async Task<Mail?> WriteAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
    {
        var low = LowStockEvents.Read(shopEvent);
        return await writer.WriteAsync(options.Value.ShopAddress!, language: null, language => new MailContent(
            language,
            text["LowMail.Subject", store.Value.Name, low.Name],
            text["LowMail.Title"],
            text["LowMail.Intro", low.Name],
            site.Of($"/manage/products/{low.Id}"),
            text["LowMail.Open"],
            text["LowMail.Closing", store.Value.Name])
        {
            Rows =
            [
                new MailRow(text["Products.Stock"], $"{low.Stock}"),
                new MailRow(text["Products.LowStockAt"], $"{low.LowStockAt}"),
            ],
        });
    }
}
