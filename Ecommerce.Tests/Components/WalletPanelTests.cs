using Bunit;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Wallets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Components;

public sealed class WalletPanelTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task Tops_up_by_a_preset_amount()
    {
        var shopper = await LogInShopperAsync(balance: 1_000);
        var told = CollectToasts();
        var wallet = Render<WalletPanel>();

        wallet.FindAll(".presets button").Single(b => b.TextContent.Trim() == "₩30,000").Click();
        Assert.Equal("₩30,000 충전하기", wallet.Find("button[type=submit]").TextContent.Trim());
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

        wallet.Find("#amount").Change(amount);
        await wallet.Find("form").SubmitAsync();

        Assert.Contains("₩10,000,000", wallet.Find("#amount-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("₩1,000", wallet.Find(".balance").TextContent);
    }

    [Fact]
    public async Task An_error_is_read_with_the_field_it_is_about()
    {
        await LogInShopperAsync();
        var wallet = Render<WalletPanel>();
        Assert.Equal("amount-hint", wallet.Find("#amount").GetAttribute("aria-describedby"));

        wallet.Find("#amount").Change("0");
        await wallet.Find("form").SubmitAsync();

        Assert.Equal("true", wallet.Find("#amount").GetAttribute("aria-invalid"));
        Assert.Equal("amount-error amount-hint", wallet.Find("#amount").GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task Shows_what_is_typed_on_the_button_and_writes_nothing_into_the_field()
    {
        await LogInShopperAsync();
        var wallet = Render<WalletPanel>();

        wallet.Find("form").Input("7500");

        Assert.Equal("₩7,500 충전하기", wallet.Find("button[type=submit]").TextContent.Trim());
        Assert.Equal("50000", wallet.Find("#amount").GetAttribute("value"));
    }

    [Theory]
    [InlineData("25", 2_500, "$25.00")]
    [InlineData("1,250.5", 125_050, "$1,250.50")]
    [InlineData("0.01", 1, "$0.01")]
    public async Task Takes_amounts_in_the_currencys_own_decimals(string entered, long charged, string shown)
    {
        SellIn("USD");
        var shopper = await LogInShopperAsync();
        var wallet = Render<WalletPanel>();

        wallet.Find("#amount").Change(entered);
        Assert.Equal(shown + " 충전하기", wallet.Find("button[type=submit]").TextContent.Trim());
        await wallet.Find("form").SubmitAsync();

        Assert.Equal(shown, wallet.Find(".balance").TextContent);
        Assert.Equal(charged, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Offers_round_sums_of_the_currency()
    {
        SellIn("USD");
        await LogInShopperAsync();

        var wallet = Render<WalletPanel>();

        Assert.Equal(
            ["$10.00", "$30.00", "$50.00", "$100.00", "$300.00", "$500.00"],
            wallet.FindAll(".presets button").Select(b => b.TextContent.Trim()));
        Assert.Equal("50.00", wallet.Find("#amount").GetAttribute("value"));
        Assert.StartsWith("$0.01", wallet.Find("#amount-hint").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USD", "25.005")]
    [InlineData("USD", "25,00")]
    [InlineData("USD", "twenty")]
    [InlineData("KRW", "25.5")]
    public async Task Refuses_what_is_no_amount_of_the_currency(string currency, string entered)
    {
        SellIn(currency);
        var shopper = await LogInShopperAsync();
        var wallet = Render<WalletPanel>();

        wallet.Find("#amount").Change(entered);
        await wallet.Find("form").SubmitAsync();

        Assert.Contains("소수점", wallet.Find("#amount-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(entered, wallet.Find("#amount").GetAttribute("value"));
        Assert.Equal(0, await Shop.BalanceAsync(shopper));
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

        Assert.All(wallet.FindAll(".presets, input, button"), control => Assert.True(control.HasAttribute("disabled")));
    }

    private void SellIn(string currency) => Services.GetRequiredService<IOptions<StoreSettings>>().Value.Currency = currency;
}
