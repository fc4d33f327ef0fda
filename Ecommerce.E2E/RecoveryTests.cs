using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Losing the connection, the circuit or the whole application loses nothing, and the page comes back by itself.</summary>
public sealed class RecoveryTests(ChromiumBrowser chromium, ShopOfItsOwn shop)
    : BrowserTests<ShopOfItsOwn>(chromium, shop), IClassFixture<ShopOfItsOwn>
{
    [Fact]
    public async Task Pays_after_the_application_was_killed_and_started_again_during_checkout()
    {
        var visitor = await BuyerAtCheckoutAsync();

        await Shop.Process.KillAsync();
        await Expect(Dialog(visitor)).ToBeVisibleAsync();
        await Shop.Process.StartAgainAsync();

        // The page comes back by itself: still logged in, the cart as it was.
        await Expect(Dialog(visitor)).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await visitor.Checkout.PayAsync();
        await visitor.Order.ReceiptAsync();
        await visitor.Wallet.OpenAsync();
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩8,000");
    }

    [Fact]
    public async Task Goes_on_in_the_same_page_after_the_connection_was_lost()
    {
        var visitor = await BuyerAtCheckoutAsync();
        await visitor.Page.EvaluateAsync("() => { window.samePage = true; }");

        await visitor.Page.EvaluateAsync("() => Blazor._internal.forceCloseConnection()");

        await Expect(Dialog(visitor)).ToHaveClassAsync("components-reconnect-hide");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => window.samePage === true"));
        await visitor.Checkout.PayAsync();
        await visitor.Order.ReceiptAsync();
    }

    /// <summary>A circuit that starts with the old page's address would show the new page without the amount to top up.</summary>
    [Fact]
    public async Task Follows_a_link_that_was_clicked_before_the_connection_was_up()
    {
        var shopper = await Shop.AddShopperAsync();
        await shopper.PutIntoCartAsync(await Shop.AddProductAsync(stock: 3, price: 12_000));
        var visitor = await ComeAsync(new(As: shopper));
        var circuit = await HeldCircuit.OnAsync(visitor.Page);
        await visitor.Checkout.OpenAsync();
        await circuit.Asked;

        await visitor.Checkout.TopUpAsync();
        await visitor.Wallet.Amount.WaitForAsync();
        circuit.LetGo();

        await visitor.Wallet.ReadyAsync();
        await Expect(visitor.Wallet.Amount).ToHaveValueAsync("12000");
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);
    }

    /// <summary>What the framework says when it has no more hope is all that a new page needs, whatever the connection is like.</summary>
    [Theory]
    [InlineData("components-reconnect-failed")]
    [InlineData("components-reconnect-rejected")]
    public async Task Loads_the_page_anew_when_the_circuit_is_given_up(string state)
    {
        var visitor = await BuyerAtCheckoutAsync();
        await visitor.Page.EvaluateAsync("() => { window.samePage = true; }");

        await visitor.Page.EvaluateAsync("state => document.getElementById('components-reconnect-modal').classList.add(state)", state);

        await visitor.Page.WaitForFunctionAsync("() => window.samePage === undefined");
        await visitor.Checkout.PayAsync();
        await visitor.Order.ReceiptAsync();
    }

    private static ILocator Dialog(Visitor visitor) => visitor.Page.Locator("#components-reconnect-modal");

    private async Task<Visitor> BuyerAtCheckoutAsync()
    {
        var shopper = await Shop.AddShopperAsync(20_000);
        await shopper.PutIntoCartAsync(await Shop.AddProductAsync(stock: 3));
        var visitor = await ComeAsync(new(As: shopper));
        visitor.Expected.AddRange(["WebSocket", "ERR_", "Failed to", "circuit", "Connection", "disconnected"]);
        await visitor.Checkout.OpenAsync();
        await visitor.Checkout.ReadyAsync();
        return visitor;
    }
}
