using System.Net;
using System.Text.Json;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Catalog;

/// <summary>What was planned shows on the shop's pages and in the API's lists, which are remembered, as soon as it is done.</summary>
public sealed class PlannedChangePagesTests(TestDatabases databases)
{
    private const string Name = "Quince ladder";
    private const string Category = "Orchard";
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task A_publication_a_price_and_a_take_down_are_on_the_next_page()
    {
        await using var shop = await WebShop.StartAsync(databases, configure: services => services.AddSingleton<TimeProvider>(clock));
        var edit = new ProductEdit(Name, 1_234_500, Category, Published: false);
        var created = await shop.Services.GetRequiredService<ProductEditor>().CreateAsync(Actor.System, edit, 7, default);
        var product = created.Granted().Id;
        await PlanAsync(shop, product, ScheduledChangeKind.Publish, hours: 1);
        await PlanAsync(shop, product, ScheduledChangeKind.Price, hours: 2, 2_345_600);
        await PlanAsync(shop, product, ScheduledChangeKind.Unpublish, hours: 3);

        foreach (var shown in new[] { (Price: (long?)null, Text: ""), (1_234_500, "₩1,234,500"), (2_345_600, "₩2,345,600"), (null, "") })
        {
            await AssertListedAsync(shop, product, shown.Price);
            await AssertSeenAsync(shop, product, shown.Text);
            clock.Advance(TimeSpan.FromHours(1));
            await shop.Services.GetRequiredService<ApplyChanges>().RunAsync(default);
        }
    }

    private static async Task AssertListedAsync(WebShop shop, long product, long? price)
    {
        foreach (var address in new[] { "/products?limit=1", "/products?search=quince", $"/products?category={Category}" })
        {
            using var list = JsonDocument.Parse(await shop.Anonymous().GetStringAsync(address));
            var prices = list.RootElement.GetProperty("items").EnumerateArray()
                .Where(item => item.GetProperty("id").GetInt64() == product)
                .Select(item => (long?)item.GetProperty("price").GetInt64());
            Assert.Equal((address, price), (address, prices.SingleOrDefault()));
        }
    }

    /// <param name="price">As it is shown; empty when the product is not.</param>
    private static async Task AssertSeenAsync(WebShop shop, long product, string price)
    {
        foreach (var (address, text) in new[]
        {
            ("/", Name), ("/", Category), ("/", price), ("/?search=quince", Name), ("/?search=quince", price),
            ("/suggestions?search=quince", Name), ($"/catalog/{product}", Name), ($"/catalog/{product}", price),
        })
        {
            var answer = await shop.Anonymous().GetAsync(address);
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            if (price.Length > 0) Assert.Contains(text, html, StringComparison.Ordinal);
            else if (text.Length > 0) Assert.DoesNotContain(text, html, StringComparison.Ordinal);
        }
    }

    private async Task PlanAsync(WebShop shop, long product, ScheduledChangeKind kind, int hours, long? price = null)
    {
        var plan = new ChangePlan(kind, price, clock.GetUtcNow().UtcDateTime.AddHours(hours));
        (await shop.Services.GetRequiredService<PlanChanges>().PlanAsync(Actor.System, product, plan, default)).Granted();
    }
}
