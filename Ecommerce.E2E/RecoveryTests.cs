using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Losing the circuit or the whole application loses nothing.</summary>
public sealed class RecoveryTests(ChromiumBrowser chromium, DemoShop shop) : IClassFixture<DemoShop>
{
    [Fact]
    public async Task Pays_after_the_application_was_killed_and_started_again_during_checkout()
    {
        var product = await shop.AddProductAsync(stock: 3);
        await using var visitor = await Visitor.ComeAsync(chromium, shop.Process);
        visitor.Expected.AddRange(["WebSocket", "ERR_", "Failed to", "circuit", "Connection", "disconnected"]);
        await visitor.Account.RegisterAsync();
        await visitor.Wallet.OpenAsync();
        await visitor.Wallet.TopUpAsync(20_000);
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩20,000");
        await visitor.Product.OpenAsync(product.Id);
        await visitor.Product.AddToCartAsync();
        await visitor.Checkout.OpenAsync();
        await visitor.Checkout.ReadyAsync();

        await shop.Process.KillAsync();
        await Expect(visitor.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await shop.Process.StartAsync();

        // The page comes back by itself: still logged in, the cart as it was.
        await Expect(visitor.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await visitor.Checkout.PayAsync();
        await visitor.Order.ReceiptAsync();
        await visitor.Wallet.OpenAsync();
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩8,000");
    }
}
