using Ecommerce.E2E.Infrastructure;

namespace Ecommerce.E2E;

public sealed class AdminsPagesTests(ChromiumBrowser chromium, ShopOfItsOwn shop) : EveryPageTests<ShopOfItsOwn>(chromium, shop)
{
    private static readonly string[] Addresses =
    [
        "/manage", "/manage/rankings?from=2026-01-01&to={today}&product={product}", "/manage/jobs", "/manage/data-platform",
        "/manage/products", "/manage/products/new", "/manage/products/{product}", "/manage/products/import",
        "/manage/products/pictures", "/manage/orders",
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
}
