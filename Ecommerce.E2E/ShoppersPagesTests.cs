using Ecommerce.E2E.Infrastructure;

namespace Ecommerce.E2E;

public sealed class ShoppersPagesTests(ChromiumBrowser chromium, ShopOfItsOwn shop) : EveryPageTests<ShopOfItsOwn>(chromium, shop)
{
    private static readonly string[] Addresses =
    [
        "/cart", "/checkout", "/wallet", "/my/orders", "/my/orders/{order}?receipt=true", "/my/orders/{order}",
        "/account", "/account/password", "/account/email", "/account/sessions", "/account/addresses", "/account/data", "/account/delete",
        "/account/security", "/account/security/authenticator", "/account/security/passkeys",
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task They_are_in_order(bool phone, bool english)
    {
        var product = await Shop.AddProductAsync(stock: 30, price: 7_000);
        var shopper = await Shop.AddShopperAsync(30_000);
        await shopper.PutIntoCartAsync(product, 2);
        var order = await shopper.CheckOutAsync(await shopper.KeepAddressAsync());
        await shopper.PutIntoCartAsync(product, 3);
        var visitor = await ComeAsync(new(phone, english, As: shopper));
        var faults = new List<string>();
        foreach (var address in Addresses)
            faults.AddRange(
                await CheckAsync(visitor, address.Replace("{order}", $"{order}", StringComparison.Ordinal), NameOf("my" + address)));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
