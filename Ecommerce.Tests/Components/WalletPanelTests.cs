using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Wallets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

public sealed class WalletPanelTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task Tops_up_by_a_preset_amount()
    {
        var shopper = await LogInShopperAsync(balance: 1_000);
        var told = CollectToasts();
        var wallet = Render<WalletPanel>();

        wallet.FindAll(".presets button").Single(b => b.TextContent == "₩30,000").Click();
        Assert.Equal("₩30,000 충전하기", wallet.Find("button[type=submit]").TextContent);
        await wallet.Find("form").SubmitAsync();

        Assert.Equal("₩31,000", wallet.Find(".balance").TextContent);
        Assert.Equal("₩30,000을 충전했어요.", Assert.Single(told).Text);
        Assert.Equal(31_000, await Shop.BalanceAsync(shopper));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("10000001")]
    [InlineData("")]
    public async Task Refuses_amounts_out_of_range_beside_the_field(string amount)
    {
        await LogInShopperAsync(balance: 1_000);
        var wallet = Render<WalletPanel>();

        wallet.Find("#amount").Input(amount);
        await wallet.Find("form").SubmitAsync();

        Assert.Contains("₩10,000,000", wallet.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("₩1,000", wallet.Find(".balance").TextContent);
    }

    [Fact]
    public async Task Tells_every_change_with_the_balance_after_it_in_the_stores_time()
    {
        var shopper = await LogInShopperAsync(balance: 10_000);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 3_000), 2));
        Clock.Advance(TimeSpan.FromHours(15));
        await Shop.CancelAsync(shopper, 1);

        var wallet = Render<WalletPanel>();

        var rows = wallet.FindAll(".statement tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()));
        Assert.Equal(
            [
                ["2026-11-23 03:05", "환불", "+₩6,000", "₩10,000"],
                ["2026-11-22 12:05", "결제", "-₩6,000", "₩4,000"],
                ["2026-11-22 12:04", "충전", "+₩10,000", "₩10,000"],
            ],
            rows);
    }

    [Fact]
    public async Task Starts_with_what_a_checkout_lacks_and_returns_there()
    {
        await LogInShopperAsync();
        var wallet = Render<WalletPanel>(p => p.Add(w => w.Amount, "7000").Add(w => w.ReturnUrl, "/checkout"));

        Assert.Equal("7000", wallet.Find("#amount").GetAttribute("value"));
        await wallet.Find("form").SubmitAsync();

        Assert.EndsWith("/checkout", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_returns_to_another_site()
    {
        await LogInShopperAsync();
        var wallet = Render<WalletPanel>(p => p.Add(w => w.ReturnUrl, "//elsewhere.example"));

        await wallet.Find("form").SubmitAsync();

        Assert.Equal("http://localhost/", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public async Task Answers_to_no_click_before_the_circuit_is_up()
    {
        await LogInShopperAsync();
        Prerender();
        var wallet = Render<WalletPanel>();

        Assert.All(wallet.FindAll("fieldset, input, button[type=submit]"), control => Assert.True(control.HasAttribute("disabled")));
    }
}
