using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Mails;

/// <summary>Whoever looks after the shop hears by mail what became low.</summary>
public sealed class LowStockMailTests(TestDatabases databases) : IAsyncLifetime
{
    private readonly SmtpListener server = new() { Domain = "shop.example" };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task One_mail_tells_of_a_crossing_what_the_stock_was_then()
    {
        await using var shop = await StartAsync(("Mail:ShopAddress", "keeper@shop.example"));
        var product = await LowAsync(shop);
        await MoveAsync(shop, product, 90); // the mail comes later than the delivery

        await DispatchAsync(shop);
        await DispatchAsync(shop);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("keeper@shop.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal("[상점] 재고가 부족해요: 월넛 <도마>", mail.Subject);
        Assert.Contains("- 재고: 4", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("- 재고 부족 기준: 20", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://shop.example/manage/products/{product}", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<도마>", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_listed_and_can_be_read_where_the_other_mails_are()
    {
        await using var shop = await StartAsync(("Mail:ShopAddress", "keeper@shop.example"));
        var product = await LowAsync(shop);
        await DispatchAsync(shop);

        var listed = (await shop.Services.GetRequiredService<MailDeliveries>().ListAsync(null, new(), default)).Items.Single();

        Assert.Equal(
            (LowStockEvents.Low, LowStockEvents.Subject, product, DeliveryStatus.Sent),
            (listed.Type, listed.SubjectType, listed.SubjectId, listed.Status));
        var preview = (await shop.Services.GetRequiredService<MailPreview>().FindAsync(listed.Id, default)).Value!;
        Assert.Equal(("keeper@shop.example", server.Mails.Single().Subject), (preview.To, preview.Subject));
    }

    [Fact]
    public async Task Without_an_address_nobody_hears_and_the_data_platform_hears_of_orders_alone()
    {
        await using var shop = await StartAsync();
        await LowAsync(shop);

        await DispatchAsync(shop);

        Assert.Empty(server.Mails);
        await using var db = await shop.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync();
        Assert.Equal((1, 0), (await db.Events.CountAsync(), await db.Deliveries.CountAsync()));
    }

    private Task<WebShop> StartAsync(params (string, string?)[] settings) => WebShop.StartAsync(
        databases,
        configure: services => services.AddSingleton<IDataPlatformSink>(new RecordingSink()),
        settings:
        [
            ("Seed:Demo", "false"), ("Store:Url", "https://shop.example"), ("Store:Name", "상점"), ("AllowedHosts", "*"),
            ("Mail:Host", "127.0.0.1"), ("Mail:From", "shop@shop.example"), ("Mail:Port", $"{server.Port}"), ("Mail:Tls", "false"),
            .. settings,
        ]);

    /// <summary>A product that becomes low. Returns the id.</summary>
    private static async Task<long> LowAsync(WebShop shop)
    {
        var watch = shop.Services.GetRequiredService<LowStockWatch>();
        await watch.RunAsync(default);
        var edit = new ProductEdit("월넛 <도마>", 12_300, "주방", LowStockAt: 20);
        var product = (await shop.Services.GetRequiredService<ProductEditor>().CreateAsync(Actor.System, edit, 30, default)).Value!.Id;
        await MoveAsync(shop, product, -26);
        await watch.RunAsync(default);
        return product;
    }

    private static async Task MoveAsync(WebShop shop, long product, int delta) => (await shop.Services.GetRequiredService<ProductEditor>()
        .AdjustStockAsync(Actor.System, product, delta, "elsewhere", default)).Granted();

    private static Task<int> DispatchAsync(WebShop shop) =>
        shop.Services.GetRequiredService<EventDispatcher>().DispatchDueAsync(default);
}
