using Ecommerce.Core.Common;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Wallets;

public sealed class WalletQueriesTests(TestDatabases databases) : ShopTests(databases)
{
    private WalletQueries Queries => Shop.Get<WalletQueries>();

    [Fact]
    public async Task A_new_account_has_a_wallet_with_nothing_in_it()
    {
        var shopper = await Shop.AddShopperAsync();

        Assert.Equal(0, (await Queries.GetBalanceAsync(shopper, default)).Granted());
        Assert.Empty((await Queries.GetStatementAsync(shopper, new PageRequest(), default)).Items);
        Assert.Equal(1, await Shop.ReadAsync(db => db.Wallets.CountAsync(w => w.ShopperId == shopper)));
    }

    [Fact]
    public async Task An_account_that_is_gone_has_no_balance() =>
        Assert.Equal(new AccountNotFound(), (await Queries.GetBalanceAsync(99_999, default)).Refused());

    [Fact]
    public async Task The_statement_tells_charges_payments_and_refunds_newest_first()
    {
        var shopper = await Shop.AddShopperAsync(balance: 1000);
        var order = (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 300), 2))).Granted().Order.Id;
        (await Shop.CancelAsync(shopper, order)).Granted();

        var statement = await Queries.GetStatementAsync(shopper, new PageRequest(), default);

        Assert.Equal(
            [
                (WalletEntryKind.Refund, 600, 1000, order),
                (WalletEntryKind.Payment, -600, 400, order),
                (WalletEntryKind.Charge, 1000, 1000, null),
            ],
            statement.Items.Select(l => (l.Kind, l.Amount, l.BalanceAfter, l.OrderId)));
    }

    [Fact]
    public async Task The_statement_is_cut_into_pages_and_shows_nobody_elses()
    {
        var (shopper, other) = (await Shop.AddShopperAsync(), await Shop.AddShopperAsync(balance: 9));
        for (var amount = 1; amount <= 5; amount++) (await Shop.ChargeAsync(shopper, amount)).Granted();

        var pages = new List<Page<StatementLine>>();
        for (var page = 1; page <= 4; page++) pages.Add(await Queries.GetStatementAsync(shopper, new PageRequest(page, 2), default));

        Assert.Equal([5L, 4, 3, 2, 1], pages.SelectMany(p => p.Items).Select(l => l.Amount));
        Assert.All(pages, p => Assert.Equal((5, 3, 2), (p.Total, p.TotalPages, p.Limit)));
        Assert.Empty(pages[3].Items);
        Assert.Equal(9, Assert.Single((await Queries.GetStatementAsync(other, new PageRequest(), default)).Items).Amount);
    }
}
