using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Identity;

/// <summary>An admin locks accounts and ends sessions, and never leaves the shop without an admin.</summary>
public abstract class LockAccountContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task A_lock_ends_the_sessions_for_good_and_only_those_of_the_account()
    {
        await using var shops = await StartAsync();
        var (shop, admin, ann, bob) = (
            shops.First, await shops.First.AddAdminAsync(), await shops.First.AddShopperAsync(), await shops.First.AddShopperAsync());
        long[] sessions = [await shop.BeginSessionAsync(ann), await shop.BeginSessionAsync(ann), await shop.BeginSessionAsync(bob)];

        (await LockAsync(shop, admin, ann)).Granted();

        Assert.Equal([sessions[2]], await LiveAsync(shops[1], sessions));
        Assert.True((await shop.Get<ShopperAdmin>().FindAsync(ann, default)).Granted().IsLockedForGood);
        (await shop.Get<ShopperAdmin>().UnlockAsync(Actor.OnPage(admin), ann, default)).Granted();
        Assert.Null((await shop.Get<ShopperAdmin>().FindAsync(ann, default)).Granted().LockoutEnd);
        Assert.Equal([sessions[2]], await LiveAsync(shops[1], sessions)); // whoever was logged in logs in anew
        Assert.Single(await LiveAsync(shop, [await shop.BeginSessionAsync(ann)]));
    }

    [Fact]
    public async Task A_log_in_that_was_under_way_is_worth_nothing()
    {
        await using var shops = await StartAsync();
        var (shop, admin, ann) = (shops.First, await shops.First.AddAdminAsync(), await shops.First.AddShopperAsync());
        var stamp = await shop.ReadAsync(db => db.Users.Where(u => u.Id == ann).Select(u => u.SecurityStamp!).SingleAsync());

        (await LockAsync(shop, admin, ann)).Granted();
        var late = await shop.Get<SessionRegister>().BeginAsync(ann, stamp, new("Browser", "127.0.0.1"), null, default);

        Assert.Empty(await LiveAsync(shop, [late]));
        (await shop.Get<ShopperAdmin>().UnlockAsync(Actor.OnPage(admin), ann, default)).Granted();
        Assert.Empty(await LiveAsync(shop, [late]));
    }

    [Fact]
    public async Task Log_ins_and_a_lock_at_once_leave_no_live_session()
    {
        await using var shops = await StartAsync();
        var (shop, admin, ann) = (shops.First, await shops.First.AddAdminAsync(), await shops.First.AddShopperAsync());

        var sessions = await Race.RunAsync(9, async i =>
        {
            if (i > 0) return await shops[i].BeginSessionAsync(ann);
            (await LockAsync(shop, admin, ann)).Granted();
            return 0;
        });

        Assert.Empty(await LiveAsync(shop, sessions));
    }

    [Fact]
    public async Task Refuses_oneself_a_reason_that_is_none_and_what_is_locked_or_gone()
    {
        await using var shops = await StartAsync();
        var (shop, admin, ann) = (shops.First, await shops.First.AddAdminAsync(), await shops.First.AddShopperAsync());
        await shop.AddAdminAsync(); // it is not that they are the last

        Assert.Equal(new OwnAccount(), (await LockAsync(shop, admin, admin)).Refused());
        Assert.Equal(new ShopperNotFound(), (await LockAsync(shop, admin, ann + 99)).Refused());
        foreach (var reason in new[] { null, " ", new string('x', 201) })
        {
            var refused = (await shop.Get<LockAccount>().RunAsync(Actor.OnPage(admin), ann, reason, default)).Refused();
            Assert.Equal(["reason"], Assert.IsType<ValidationFailed>(refused).Errors.Keys);
        }

        (await LockAsync(shop, admin, ann)).Granted();
        Assert.Equal(new AccountAlreadyLocked(), (await LockAsync(shop, admin, ann)).Refused());
    }

    [Fact]
    public async Task A_locked_admin_changes_nothing_whatever_page_is_still_open()
    {
        await using var shops = await StartAsync();
        var (shop, admin, other) = (shops.First, await shops.First.AddAdminAsync(), await shops.First.AddAdminAsync());
        (await LockAsync(shop, admin, other)).Granted();

        Assert.Equal(new RoleNotHeld(), (await shop.Get<ShopperAdmin>().UnlockAsync(Actor.OnPage(other), other, default)).Refused());
        Assert.Equal(new RoleNotHeld(), (await LockAsync(shop, other, admin)).Refused());
    }

    [Fact]
    public async Task Of_two_admins_who_lock_each_other_at_once_one_stays()
    {
        await using var shops = await StartAsync();
        var (shop, ann, bob) = (shops.First, await shops.First.AddAdminAsync(), await shops.First.AddAdminAsync());
        for (var round = 0; round < 10; round++)
        {
            var locked = await Race.RunAsync(
                2, i => LockAsync(shops[i], i == 0 ? ann : bob, i == 0 ? bob : ann));

            Assert.Single(locked, l => l.Succeeded);
            Assert.True(Assert.Single(locked, l => !l.Succeeded).Refused() is LastAdminStays or RoleNotHeld);
            foreach (var admin in new[] { ann, bob }) await shop.Get<ShopperAdmin>().UnlockAsync(Actor.System, admin, default);
        }
    }

    [Fact]
    public async Task The_last_admin_who_can_log_in_is_neither_locked_nor_deleted()
    {
        await using var shops = await StartAsync();
        var (shop, ann, bob) = (shops.First, await shops.First.AddAdminAsync(), await shops.First.AddAdminAsync());
        (await LockAsync(shop, ann, bob)).Granted();

        Assert.Equal(new LastAdminStays(), (await shop.Get<LockAccount>().RunAsync(Actor.System, ann, "r", default)).Refused());
        Assert.Equal(new LastAdminStays(), (await shop.Get<AccountDeletion>().RunAsync(new(ann, null), default)).Refused());
        (await shop.Get<AccountDeletion>().RunAsync(new(bob, null), default)).Granted();
        Assert.NotNull((await shop.Get<ShopperAdmin>().FindAsync(ann, default)).Granted().Email);
    }

    [Fact]
    public async Task Of_two_admins_who_delete_their_accounts_at_once_one_stays()
    {
        await using var shops = await StartAsync();
        for (var round = 0; round < 5; round++)
        {
            long[] admins = [await shops.First.AddAdminAsync(), await shops.First.AddAdminAsync()];

            var deleted = await Race.RunAsync(2, i => shops[i].Get<AccountDeletion>().RunAsync(new(admins[i], null), default));

            Assert.Equal(new LastAdminStays(), Assert.Single(deleted, d => !d.Succeeded).Refused());
            await shops.First.DemoteAsync(admins[deleted[0].Succeeded ? 1 : 0]);
        }
    }

    [Fact]
    public async Task Logging_out_ends_all_sessions_of_the_account_and_no_other()
    {
        await using var shops = await StartAsync();
        var (shop, admin, ann, bob) = (
            shops.First, await shops.First.AddAdminAsync(), await shops.First.AddShopperAsync(), await shops.First.AddShopperAsync());
        long[] sessions = [await shop.BeginSessionAsync(ann), await shop.BeginSessionAsync(ann), await shop.BeginSessionAsync(bob)];

        Assert.Equal(2, (await shop.Get<LogOutShopper>().RunAsync(Actor.OnPage(admin), ann, default)).Granted());

        Assert.Equal([sessions[2]], await LiveAsync(shops[1], sessions));
        Assert.Single(await LiveAsync(shop, [await shop.BeginSessionAsync(ann)])); // they may come back
        Assert.Equal(new ShopperNotFound(), (await shop.Get<LogOutShopper>().RunAsync(Actor.OnPage(admin), ann + 99, default)).Refused());
    }

    private static Task<Result<long>> LockAsync(TestShop shop, long admin, long account) =>
        shop.Get<LockAccount>().RunAsync(Actor.OnPage(admin), account, "reason", default);

    private static async Task<IEnumerable<long>> LiveAsync(TestShop shop, long[] sessions) =>
        (await shop.Get<SessionQueries>().FindAsync(sessions, default)).Select(s => s.Id).Order();
}

public sealed class SqliteLockAccountTests(TestDatabases databases) : LockAccountContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresLockAccountTests(TestDatabases databases)
    : LockAccountContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerLockAccountTests(TestDatabases databases)
    : LockAccountContract(databases, DatabaseProvider.SqlServer, instances: 2);
