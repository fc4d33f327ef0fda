using System.Net.Http.Json;
using Ecommerce.E2E.Infrastructure;

namespace Ecommerce.E2E;

public sealed class AdminsPagesTests(ChromiumBrowser chromium, ShopOfItsOwn shop) : EveryPageTests<ShopOfItsOwn>(chromium, shop)
{
    private static readonly string[] Addresses =
    [
        "/manage", "/manage/rankings?from=2026-01-01&to={today}&product={product}", "/manage/jobs", "/manage/data-platform",
        "/manage/products", "/manage/products/new", "/manage/products/{product}", "/manage/products/import",
        "/manage/products/pictures", "/manage/stock-take", "/manage/products?state=low", "/manage/orders",
        "/manage/orders/{order}", "/manage/orders/to-ship", "/manage/orders/packing?ids={order}", "/manage/mails",
        "/manage/shoppers", "/manage/shoppers/1", "/manage/books", "/manage/audit",
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task They_are_in_order(bool phone, bool english)
    {
        var product = await Shop.AddProductAsync(stock: 30, price: 7_000);
        var shopper = await (await Shop.AddShopperAsync(7_000)).PutIntoCartAsync(product);
        var order = await shopper.CheckOutAsync(await shopper.KeepAddressAsync());
        await ChangeAsync(product);
        var visitor = await ComeAsync(new(phone, english));
        await visitor.Account.OpenLogInAsync();
        await visitor.Account.LogInAsync("admin@example.com");
        var faults = new List<string>();
        foreach (var page in Addresses)
        {
            var address = page
                .Replace("{product}", $"{product.Id}", StringComparison.Ordinal)
                .Replace("{order}", $"{order}", StringComparison.Ordinal)
                .Replace("{today}", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}", StringComparison.Ordinal);
            faults.AddRange(await CheckAsync(visitor, address, NameOf(page)));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>It cost something else, was counted, and something is planned for it.</summary>
    private async Task ChangeAsync(ShopProduct product)
    {
        await Shop.ChangePriceAsync(product, 7_500);
        var http = Shop.Process.Http;
        (await http.PostAsJsonAsync($"/admin/products/{product.Id}/stock-take", new { counted = 27, reason = "둘 파손" }))
            .EnsureSuccessStatusCode();
        var at = TimeProvider.System.GetUtcNow().AddDays(3);
        foreach (var plan in new object[] { new { kind = "price", price = 6_900, at }, new { kind = "unpublish", at } })
            (await http.PostAsJsonAsync($"/admin/products/{product.Id}/scheduled-changes", plan)).EnsureSuccessStatusCode();
    }
}
