using Ecommerce.E2E.Infrastructure;

namespace Ecommerce.E2E;

public sealed class StrangersPagesTests(ChromiumBrowser chromium, ShopOfItsOwn shop) : EveryPageTests<ShopOfItsOwn>(chromium, shop)
{
    private static readonly string[] Addresses =
    [
        "/", "/?category=주방&sort=price&inStock=true", "/?search=없는상품", "/catalog/1", "/top", "/cart", "/account/login", "/account/register",
        "/account/forgot-password", "/account/resend-confirmation", "/not-found",
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task They_are_in_order(bool phone, bool english)
    {
        var visitor = await ComeAsync(new(phone, english));
        visitor.Expected.Add("404");
        var faults = new List<string>();
        foreach (var address in Addresses) faults.AddRange(await CheckAsync(visitor, address, NameOf(address)));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
