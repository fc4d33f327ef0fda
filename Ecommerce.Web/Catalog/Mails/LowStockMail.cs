using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Web.Admin;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Catalog.Mails;

/// <summary>Tells whoever looks after the shop that a product is low, in the store's language.</summary>
public sealed class LowStockMail(
    IDbContextFactory<ShopContext> contexts,
    MailWriter writer,
    IStringLocalizer<AdminText> text,
    PublicAddress site,
    IOptions<StoreSettings> store,
    IOptions<StockOptions> stock,
    IOptions<MailOptions> options)
    : IMailOfEvent
{
    /// <summary>None without an address to write to.</summary>
    public IReadOnlyCollection<string> Types { get; } =
        string.IsNullOrEmpty(options.Value.ShopAddress) ? [] : [LowStockEvents.Low];

    public async Task<Mail?> WriteAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var product = await db.Products.AsNoTracking().SingleAsync(p => p.Id == shopEvent.SubjectId, cancellationToken);
        return await writer.WriteAsync(options.Value.ShopAddress!, language: null, language => new MailContent(
            language,
            text["LowMail.Subject", store.Value.Name, product.Name],
            text["LowMail.Title"],
            text["LowMail.Intro", product.Name],
            site.Of($"/manage/products/{product.Id}"),
            text["LowMail.Open"],
            text["LowMail.Closing", store.Value.Name])
        {
            Rows =
            [
                new MailRow(text["Products.Stock"], $"{product.Stock}"),
                new MailRow(text["Products.LowStockAt"], $"{product.LowStockAt ?? stock.Value.LowAt}"),
            ],
        });
    }
}
