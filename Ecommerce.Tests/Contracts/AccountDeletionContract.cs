using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Contracts;

/// <summary>A deleted account leaves balanced books that tell nothing about the person, and nothing can be done with it.</summary>
public abstract class AccountDeletionContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task Keeps_orders_and_entries_and_forgets_the_person()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var shopper = await ShopperWithTracesAsync(shop);

        var deleted = (await DeleteAsync(shop, shopper, forfeited: 700)).Granted();

        Assert.Equal(new DeletedAccount(shopper, 700), deleted);
        await shop.AssertBooksBalanceAsync();
        Assert.Equal((1, 2), await shop.ReadAsync(async db => (
            await db.Orders.CountAsync(o => o.ShopperId == shopper), await db.WalletEntries.CountAsync(e => e.ShopperId == shopper))));
        var row = await shop.ReadAsync(db => db.Users.SingleAsync(u => u.Id == shopper));
        Assert.Equal(
            ($"deleted-{shopper}", null, null, null, null),
            (row.UserName, row.Email, row.NormalizedEmail, row.PhoneNumber, row.PasswordHash));
        Assert.True(row.LockoutEnd > DateTimeOffset.MaxValue.AddDays(-1));
        Assert.Equal(0, await shop.ReadAsync(async db =>
            await db.UserClaims.CountAsync() + await db.UserTokens.CountAsync() + await db.UserLogins.CountAsync()
            + await db.Sessions.CountAsync() + await db.Carts.CountAsync() + await db.IdempotencyRecords.CountAsync()));
    }

    [Fact]
    public async Task Nothing_can_be_done_with_it_any_more()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product) = (await shop.AddShopperAsync(), await shop.AddProductAsync(price: 100));
        await shop.ChargeAsync(shopper, 1000);
        var order = (await shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        var session = await shop.BeginSessionAsync(shopper);
        (await DeleteAsync(shop, shopper, forfeited: 900)).Granted();

        var gone = new AccountNotFound();
        Assert.Equal(gone, (await shop.ChargeAsync(shopper, 1000)).Refused());
        Assert.Equal(gone, (await shop.OrderAsync(shopper, (product, 1))).Refused());
        Assert.Equal(gone, (await shop.CancelAsync(shopper, order)).Refused());
        Assert.Equal(gone, (await shop.AddToCartAsync(shopper, product)).Refused());
        Assert.Equal(gone, (await shop.CheckoutAsync(shopper)).Refused());
        Assert.Equal(gone, (await shop.Get<WalletQueries>().GetBalanceAsync(shopper, default)).Refused());
        Assert.Equal(gone, (await shop.Get<AccountExports>().CollectAsync(shopper, default)).Refused());
        Assert.Equal(gone, (await DeleteAsync(shop, shopper, forfeited: 900)).Refused());
        Assert.Null(await shop.Get<SessionQueries>().FindAsync(session, default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(400L)]
    [InlineData(600L)]
    public async Task Only_the_sum_that_the_shopper_agreed_to_is_forfeited(long? agreed)
    {
        await using var shops = await StartAsync();
        var shopper = await shops.First.AddShopperAsync(balance: 500);

        Assert.Equal(new BalanceNotForfeited(500), (await DeleteAsync(shops.First, shopper, agreed)).Refused());
        (await shops.First.ChargeAsync(shopper, 1)).Granted();
    }

    [Fact]
    public async Task No_charge_slips_in_after_the_balance_was_agreed_to()
    {
        await using var shops = await StartAsync();
        var shopper = await shops.First.AddShopperAsync(balance: 1000);

        var outcomes = await Race.RunAsync(21, async i => i == 10
            ? (Deleted: (await DeleteAsync(shops[i], shopper, forfeited: 1000)).Succeeded, Charged: false)
            : (Deleted: false, Charged: (await shops[i].ChargeAsync(shopper, 10)).Succeeded));

        // Either the deletion came first and no charge counts, or a charge came first and the deletion was refused.
        var charged = outcomes.Count(o => o.Charged);
        Assert.Equal(outcomes.Any(o => o.Deleted) ? 0 : 20, charged);
        Assert.Equal(
            1000 + charged * 10,
            await shops.First.ReadAsync(db => db.Wallets.Where(w => w.ShopperId == shopper).Select(w => w.Balance).SingleAsync()));
        await shops.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task The_only_admin_stays()
    {
        await using var shops = await StartAsync(settings: [("Seed:Demo", "true"), ("Seed:DemoHistory", "false")]);
        var admins = await AdminsAsync(shops.First);
        var admin = Assert.Single(admins);

        Assert.Equal(new LastAdminStays(), (await DeleteAsync(shops.First, admin.Id, null)).Refused());

        var second = await shops.First.AddShopperAsync();
        await WithUsersAsync(
            shops.First, async users => await users.AddToRoleAsync((await users.FindByIdAsync($"{second}"))!, Roles.Admin));
        (await DeleteAsync(shops.First, admin.Id, null)).Granted();
        Assert.Equal(second, Assert.Single(await AdminsAsync(shops.First)).Id);
    }

    private static Task<Result<DeletedAccount>> DeleteAsync(TestShop shop, long shopper, long? forfeited) =>
        shop.Get<AccountDeletion>().RunAsync(new DeleteAccountRequest(shopper, forfeited), default);

    private static async Task<IList<Shopper>> AdminsAsync(TestShop shop) =>
        await WithUsersAsync(shop, users => users.GetUsersInRoleAsync(Roles.Admin));

    private static async Task<T> WithUsersAsync<T>(TestShop shop, Func<UserManager<Shopper>, Task<T>> work)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>());
    }

    /// <summary>A shopper with an order, 700 left, a cart, an idempotency record and whatever Identity keeps about people.</summary>
    private static async Task<long> ShopperWithTracesAsync(TestShop shop)
    {
        var (shopper, product) = (await shop.AddShopperAsync(), await shop.AddProductAsync(price: 300));
        (await shop.Get<ChargeWallet>().RunAsync(new ChargeRequest(shopper, 1000, new("key", "fingerprint")), default)).Granted();
        (await shop.OrderAsync(shopper, (product, 1))).Granted();
        (await shop.AddToCartAsync(shopper, product)).Granted();
        await WithUsersAsync(shop, async users =>
        {
            var user = (await users.FindByIdAsync($"{shopper}"))!;
            await users.AddPasswordAsync(user, "Passw0rd!");
            await users.SetPhoneNumberAsync(user, "010-0000-0000");
            await users.AddClaimAsync(user, new("nickname", "somebody"));
            await users.AddLoginAsync(user, new("elsewhere", "key", "Elsewhere"));
            return await users.SetAuthenticationTokenAsync(user, "elsewhere", "token", "value");
        });
        return shopper;
    }
}

public sealed class SqliteAccountDeletionTests(TestDatabases databases) : AccountDeletionContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresAccountDeletionTests(TestDatabases databases)
    : AccountDeletionContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerAccountDeletionTests(TestDatabases databases)
    : AccountDeletionContract(databases, DatabaseProvider.SqlServer, instances: 2);
