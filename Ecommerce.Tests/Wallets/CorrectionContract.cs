using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Wallets;

/// <summary>An admin puts a wallet right: an entry of its own, never below zero, once for its key, and written down.</summary>
public abstract class CorrectionContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task Is_an_entry_of_its_own_with_what_the_shopper_is_told()
    {
        await using var shops = await StartAsync();
        var (shop, shopper) = (shops.First, await shops.First.AddShopperAsync(balance: 1_000));
        var actor = Actor.OnPage(await shop.AddAdminAsync());

        var added = (await CorrectAsync(shop, actor, new(shopper, 500, "  Late delivery "))).Granted();
        var taken = (await CorrectAsync(shop, actor, new(shopper, -1_500, "Twice credited"))).Granted();

        Assert.Equal(new(1_500, "KRW", 2), added.Value);
        Assert.Equal(new(0, "KRW", 3), taken.Value); // down to nothing, not below
        var statement = await shop.Get<WalletQueries>().GetStatementAsync(shopper, new PageRequest(), default);
        Assert.Equal(
            [
                (WalletEntryKind.Correction, -1_500L, 0L, "Twice credited"),
                (WalletEntryKind.Correction, 500, 1_500, "Late delivery"),
                (WalletEntryKind.Charge, 1_000, 1_000, null),
            ],
            statement.Items.Select(l => (l.Kind, l.Amount, l.BalanceAfter, l.Reason)));
        var export = (await shop.Get<AccountExports>().CollectAsync(shopper, default)).Granted();
        Assert.Equal([null, "Late delivery", "Twice credited"], export.Wallet.Entries.Select(e => e.Reason));
        await shop.AssertBooksBalanceAsync();
    }

    [Theory]
    [InlineData(0, "r", "amount")]
    [InlineData(5_001, "r", "amount")]
    [InlineData(-5_001, "r", "amount")]
    [InlineData(long.MinValue, "r", "amount")]
    [InlineData(1, null, "reason")]
    [InlineData(1, " \u200B", "reason")]
    [InlineData(1, "\0", "reason")]
    public async Task Refuses_amounts_and_reasons_out_of_range(long amount, string? reason, string field)
    {
        await using var shops = await StartAsync(settings: ("Wallet:MaxCorrectionAmount", "5000"));
        var shopper = await shops.First.AddShopperAsync(balance: 1_000);

        var refused = (await CorrectAsync(shops.First, Actor.System, new(shopper, amount, reason))).Refused();

        Assert.Equal([field], Assert.IsType<ValidationFailed>(refused).Errors.Keys);
        refused = (await CorrectAsync(shops.First, Actor.System, new(shopper, 1, new string('x', 201)))).Refused();
        Assert.Equal(["reason"], Assert.IsType<ValidationFailed>(refused).Errors.Keys);
        Assert.Equal(1_000, await shops.First.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Refuses_what_the_wallet_can_not_hold_and_whoever_corrects_their_own()
    {
        await using var shops = await StartAsync(settings: ("Wallet:MaxBalance", "1000"));
        var (shop, shopper) = (shops.First, await shops.First.AddShopperAsync(balance: 900));
        var admin = await shop.AddAdminAsync();
        var before = await shop.ContentsAsync();

        Assert.Equal(new CorrectionBelowZero(900), await RefusedAsync(new(shopper, -901, "r")));
        Assert.Equal(new BalanceLimitExceeded(900, 1_000), await RefusedAsync(new(shopper, 101, "r")));
        Assert.Equal(new OwnAccount(), await RefusedAsync(new(admin, 100, "r")));
        Assert.Equal(new ShopperNotFound(), await RefusedAsync(new(shopper + 99, 100, "r")));
        Assert.Equal(before, await shop.ContentsAsync());
        (await shop.Get<AccountDeletion>().RunAsync(new(shopper, 900), default)).Granted();
        Assert.Equal(new ShopperNotFound(), await RefusedAsync(new(shopper, 100, "r")));

        async Task<Refusal> RefusedAsync(CorrectionRequest request) =>
            (await CorrectAsync(shop, Actor.ThroughApi(admin), request)).Refused();
    }

    [Fact]
    public async Task Happens_once_for_its_key_and_is_written_down_once()
    {
        await using var shops = await StartAsync();
        var (shop, ann, bob) = (shops.First, await shops.First.AddShopperAsync(), await shops.First.AddShopperAsync());
        var (first, second) = (Actor.ThroughApi(await shop.AddAdminAsync()), Actor.ThroughApi(await shop.AddAdminAsync()));

        var booked = (await CorrectAsync(shop, first, new(ann, 100, "r", new("key", "body")))).Granted();
        var again = (await CorrectAsync(shops[1], first, new(ann, 100, "r", new("key", "body")))).Granted();

        Assert.Equal((false, true, booked.Value), (booked.Replayed, again.Replayed, again.Value));
        var other = (await CorrectAsync(shop, first, new(ann, 200, "r", new("key", "other")))).Refused();
        Assert.Equal(new IdempotencyKeyReused(), other);
        Assert.Equal(1, await CorrectionsAsync(shop));
        // A key is an admin's, for one wallet.
        (await CorrectAsync(shop, second, new(ann, 200, "r", new("key", "other")))).Granted();
        (await CorrectAsync(shop, first, new(bob, 300, "r", new("key", "third")))).Granted();
        Assert.Equal((300, 300), (await shop.BalanceAsync(ann), await shop.BalanceAsync(bob)));
        Assert.Equal(3, await CorrectionsAsync(shop));
    }

    [Fact]
    public async Task A_refusal_leaves_the_key_free()
    {
        await using var shops = await StartAsync();
        var (shop, shopper) = (shops.First, await shops.First.AddShopperAsync());
        var request = new CorrectionRequest(shopper, -100, "r", new("key", "body"));
        var actor = Actor.ThroughApi(await shop.AddAdminAsync());
        Assert.Equal(new CorrectionBelowZero(0), (await CorrectAsync(shop, actor, request)).Refused());

        (await shop.ChargeAsync(shopper, 100)).Granted();

        Assert.False((await CorrectAsync(shop, actor, request)).Granted().Replayed);
    }

    [Fact]
    public async Task Twenty_at_once_take_what_is_there_and_no_more()
    {
        await using var shops = await StartAsync(settings: ("Database:MaxRetries", "0"));
        var (shop, shopper) = (shops.First, await shops.First.AddShopperAsync(balance: 7));
        var admin = await shop.AddAdminAsync();

        var taken = await Race.RunAsync(20, i => CorrectAsync(shops[i], Actor.ThroughApi(admin), new(shopper, -1, $"{i}")));

        Assert.Equal(7, taken.Count(t => t.Succeeded));
        Assert.All(taken.Where(t => !t.Succeeded), t => Assert.Equal(new CorrectionBelowZero(0), t.Refused()));
        Assert.Equal(0, await shop.BalanceAsync(shopper));
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Twenty_of_one_key_are_one()
    {
        await using var shops = await StartAsync(settings: ("Database:MaxRetries", "0"));
        var (shop, shopper) = (shops.First, await shops.First.AddShopperAsync());
        var admin = await shop.AddAdminAsync();

        var booked = await Race.RunAsync(
            20, i => CorrectAsync(shops[i], Actor.ThroughApi(admin), new(shopper, 100, "r", new("key", "body"))));

        Assert.Single(booked, b => !b.Granted().Replayed);
        Assert.Equal((100, 1), (await shop.BalanceAsync(shopper), await CorrectionsAsync(shop)));
        await shop.AssertBooksBalanceAsync();
    }

    private static Task<Result<Idempotent<CorrectionReceipt>>> CorrectAsync(TestShop shop, Actor actor, CorrectionRequest request) =>
        shop.Get<CorrectWallet>().RunAsync(actor, request, default);

    private static Task<int> CorrectionsAsync(TestShop shop) =>
        shop.ReadAsync(db => db.AdminActions.CountAsync(a => a.Action == AdminActions.WalletCorrected));
}

public sealed class SqliteCorrectionTests(TestDatabases databases) : CorrectionContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresCorrectionTests(TestDatabases databases)
    : CorrectionContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerCorrectionTests(TestDatabases databases)
    : CorrectionContract(databases, DatabaseProvider.SqlServer, instances: 2);
