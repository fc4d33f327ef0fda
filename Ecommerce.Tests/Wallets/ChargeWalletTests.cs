using Ecommerce.Core.Common;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Wallets;

public sealed class ChargeWalletTests(TestDatabases databases) : ShopTests(databases)
{
    protected override (string Key, string? Value)[] Settings => [("Wallet:MaxChargeAmount", "1000"), ("Wallet:MaxBalance", "1500")];

    [Fact]
    public async Task Adds_the_amount_and_answers_the_new_balance()
    {
        var shopper = await Shop.AddShopperAsync();

        Assert.Equal(300, (await Shop.ChargeAsync(shopper, 300)).Granted().Balance);
        var second = (await Shop.ChargeAsync(shopper, 200)).Granted();

        Assert.Equal((500, "KRW"), (second.Balance, second.Currency));
        Assert.Equal(500, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Books_an_entry_that_says_when_and_how_much()
    {
        var shopper = await Shop.AddShopperAsync();

        var receipt = (await Shop.ChargeAsync(shopper, 300)).Granted();

        var entry = await Shop.ReadAsync(db => db.WalletEntries.SingleAsync());
        Assert.Equal((1, shopper, 1, 300, 300), (receipt.Sequence, entry.ShopperId, entry.Sequence, entry.Amount, entry.BalanceAfter));
        Assert.Equal((WalletEntryKind.Charge, null, Clock.GetUtcNow().UtcDateTime), (entry.Kind, entry.OrderId, entry.CreatedAt));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1001, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(long.MinValue, false)]
    public async Task Takes_one_unit_up_to_the_limit(long amount, bool accepted)
    {
        var charged = await Shop.ChargeAsync(await Shop.AddShopperAsync(), amount);

        Assert.Equal(accepted, charged.Succeeded);
        if (!accepted) Assert.Equal(new ValidationFailed("amount", "Must be an integer from 1 to 1000."), charged.Refusal);
    }

    [Fact]
    public async Task Refuses_a_balance_past_the_limit_and_reaches_it_exactly()
    {
        var shopper = await Shop.AddShopperAsync();
        (await Shop.ChargeAsync(shopper, 1000)).Granted();

        Assert.Equal(new BalanceLimitExceeded(1000, 1500), (await Shop.ChargeAsync(shopper, 501)).Refused());
        Assert.Equal(1500, (await Shop.ChargeAsync(shopper, 500)).Granted().Balance);
    }

    [Fact]
    public async Task Lets_a_refund_exceed_the_limit()
    {
        var shopper = await Shop.AddShopperAsync(balance: 1000);
        var order = (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 900), 1))).Granted().Order;
        for (var i = 0; i < 2; i++) (await Shop.ChargeAsync(shopper, 700)).Granted();

        Assert.Equal(2400, (await Shop.CancelAsync(shopper, order.Id)).Granted().Balance);
    }

    [Fact]
    public async Task Refuses_an_account_that_is_gone() =>
        Assert.Equal(new AccountNotFound(), (await Shop.ChargeAsync(99_999, 100)).Refused());

    [Fact]
    public async Task Leaves_other_wallets_alone()
    {
        var (one, other) = (await Shop.AddShopperAsync(balance: 100), await Shop.AddShopperAsync(balance: 200));

        (await Shop.ChargeAsync(one, 5)).Granted();

        Assert.Equal((105, 200), (await Shop.BalanceAsync(one), await Shop.BalanceAsync(other)));
    }
}
