using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

public abstract class SessionContract(TestDatabases databases, DatabaseProvider provider)
{
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task Says_whose_it_is_and_whether_the_account_is_an_admin_s()
    {
        await using var shop = await StartAsync();
        var (shopper, admin) = (await shop.AddShopperAsync(), await shop.AddAdminAsync());
        var (first, second) = (await shop.BeginSessionAsync(shopper), await shop.BeginSessionAsync(admin));

        var now = clock.GetUtcNow().UtcDateTime;
        Assert.Equal(new SessionState(first, shopper, now, now, now, AdminRight.None, HasFactor: false), await FindAsync(shop, first));
        Assert.Equal(new SessionState(second, admin, now, now, now, AdminRight.Held, HasFactor: false), await FindAsync(shop, second));
        var both = await shop.Get<SessionQueries>().FindAsync([first, second, 99], default);
        Assert.Equal([first, second], both.Select(s => s.Id).Order());
        Assert.Equal(admin, Assert.Single(both, s => s.IsAdmin).ShopperId);
    }

    [Fact]
    public async Task Ends_when_it_is_ended_and_only_by_its_owner()
    {
        await using var shop = await StartAsync();
        var (shopper, other) = (await shop.AddShopperAsync(), await shop.AddShopperAsync());
        var (session, second) = (await shop.BeginSessionAsync(shopper), await shop.BeginSessionAsync(shopper));
        var register = shop.Get<SessionRegister>();

        Assert.Equal(new SessionNotFound(), (await register.EndAsync(other, session, default)).Refused());
        Assert.NotNull(await FindAsync(shop, session));
        Assert.Equal(session, (await register.EndAsync(shopper, session, default)).Granted());
        Assert.Equal(new SessionNotFound(), (await register.EndAsync(shopper, session, default)).Refused());
        Assert.Null(await FindAsync(shop, session));
        Assert.NotNull(await FindAsync(shop, second));
    }

    [Fact]
    public async Task All_of_an_account_end_at_once()
    {
        await using var shop = await StartAsync();
        var (shopper, other) = (await shop.AddShopperAsync(), await shop.AddShopperAsync());
        long[] sessions =
            [await shop.BeginSessionAsync(shopper), await shop.BeginSessionAsync(shopper), await shop.BeginSessionAsync(other)];

        await shop.Get<SessionRegister>().EndAllAsync(shopper, default);

        Assert.Equal(sessions[2], Assert.Single(await shop.Get<SessionQueries>().FindAsync(sessions, default)).Id);
    }

    [Fact]
    public async Task A_browser_leaves_the_one_that_it_had_before()
    {
        await using var shop = await StartAsync();
        var (shopper, other) = (await shop.AddShopperAsync(), await shop.AddShopperAsync());
        var before = await shop.BeginSessionAsync(shopper);

        var after = await shop.BeginSessionAsync(other, replaced: before);

        Assert.Null(await FindAsync(shop, before));
        Assert.NotNull(await FindAsync(shop, after));
    }

    [Fact]
    public async Task Ends_with_the_days_that_nobody_used_it()
    {
        await using var shop = await StartAsync(("Sessions:IdleDays", "2"));
        var session = await shop.BeginSessionAsync(await shop.AddShopperAsync());

        clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await FindAsync(shop, session));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await FindAsync(shop, session));
    }

    [Fact]
    public async Task Lasts_while_it_is_used_but_not_for_ever()
    {
        await using var shop = await StartAsync(("Sessions:IdleDays", "2"), ("Sessions:MaxDays", "3"));
        var session = await shop.BeginSessionAsync(await shop.AddShopperAsync());

        clock.Advance(TimeSpan.FromDays(1.5));
        await UseAsync(shop, session);
        clock.Advance(TimeSpan.FromDays(1.4));
        await UseAsync(shop, session);
        Assert.Equal(clock.GetUtcNow().UtcDateTime, (await FindAsync(shop, session))?.SeenAt);
        clock.Advance(TimeSpan.FromDays(0.1));
        Assert.Null(await FindAsync(shop, session));
    }

    [Fact]
    public async Task What_has_ended_is_not_prolonged()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var session = await shop.BeginSessionAsync(shopper);
        var state = (await FindAsync(shop, session))!.Value;
        await shop.Get<SessionRegister>().EndAllAsync(shopper, default);
        clock.Advance(TimeSpan.FromHours(1));

        await shop.Get<SessionRegister>().KeepAsync(state, default);

        Assert.Null(await FindAsync(shop, session));
    }

    [Fact]
    public async Task Ends_with_a_lock_and_goes_on_behind_it()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var session = await shop.BeginSessionAsync(shopper);

        await ChangeAsync(shop, shopper, (users, account) => users.SetLockoutEndDateAsync(account, clock.GetUtcNow().AddMinutes(5)));

        Assert.Null(await FindAsync(shop, session));
        clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await FindAsync(shop, session));
    }

    [Fact]
    public async Task Ends_with_the_account_s_wallet()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var session = await shop.BeginSessionAsync(shopper);

        await shop.ReadAsync(db => db.Wallets.Where(w => w.ShopperId == shopper)
            .ExecuteUpdateAsync(w => w.SetProperty(x => x.ClosedAt, clock.GetUtcNow().UtcDateTime)));

        Assert.Null(await FindAsync(shop, session));
    }

    [Fact]
    public async Task Ends_with_a_new_password_but_not_the_one_that_changed_it()
    {
        await using var shop = await StartAsync();
        var (shopper, other) = (await shop.AddShopperAsync(), await shop.AddShopperAsync());
        var (own, elsewhere) = (await shop.BeginSessionAsync(shopper), await shop.BeginSessionAsync(shopper));
        var others = await shop.BeginSessionAsync(other);

        await ChangeAsync(shop, shopper, (users, account) => users.AddPasswordAsync(account, "Passw0rd!2"), current: own);

        Assert.NotNull(await FindAsync(shop, own));
        Assert.Null(await FindAsync(shop, elsewhere));
        Assert.NotNull(await FindAsync(shop, others));
    }

    [Fact]
    public async Task A_log_in_with_the_old_password_is_worth_nothing()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var old = await shop.ReadAsync(db => db.Users.Where(u => u.Id == shopper).Select(u => u.SecurityStamp!).SingleAsync());
        await ChangeAsync(shop, shopper, (users, account) => users.AddPasswordAsync(account, "Passw0rd!2"));

        var late = await shop.Get<SessionRegister>().BeginAsync(shopper, old, new("Browser", "127.0.0.1"), null, default);

        Assert.Null(await FindAsync(shop, late));
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_a_copy_ends_the_session()
    {
        await using var shop = await StartAsync();
        var session = await shop.BeginSessionAsync(await shop.AddShopperAsync());
        var state = (await FindAsync(shop, session))!.Value;
        var register = shop.Get<SessionRegister>();

        Assert.True(await register.UseRefreshTokenAsync(state, 0, default));
        Assert.True(await register.UseRefreshTokenAsync(state, 1, default));
        Assert.False(await register.UseRefreshTokenAsync(state, 0, default));

        Assert.Null(await FindAsync(shop, session));
        Assert.False(await register.UseRefreshTokenAsync(state, 2, default));
    }

    [Fact]
    public async Task Of_twenty_copies_of_a_refresh_token_one_is_good()
    {
        await using var shop = await StartAsync();
        var session = await shop.BeginSessionAsync(await shop.AddShopperAsync());
        var state = (await FindAsync(shop, session))!.Value;
        var register = shop.Get<SessionRegister>();

        var used = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => register.UseRefreshTokenAsync(state, 0, default)));

        Assert.Single(used, good => good);
        Assert.Null(await FindAsync(shop, session));
    }

    [Fact]
    public async Task Its_owner_sees_those_that_are_live_the_last_used_first()
    {
        await using var shop = await StartAsync();
        var (shopper, other) = (await shop.AddShopperAsync(), await shop.AddShopperAsync());
        var (first, second, ended) =
            (await shop.BeginSessionAsync(shopper), await shop.BeginSessionAsync(shopper), await shop.BeginSessionAsync(shopper));
        await shop.BeginSessionAsync(other);
        await shop.Get<SessionRegister>().EndAsync(shopper, ended, default);
        clock.Advance(TimeSpan.FromHours(1));
        await UseAsync(shop, first);

        var list = await shop.Get<SessionQueries>().ListAsync(shopper, new PageRequest(1, 10), default);

        Assert.Equal([first, second], list.Items.Select(s => s.Id));
        Assert.Equal(2, list.Total);
        Assert.Equal(
            ("Browser", "127.0.0.1", clock.GetUtcNow().UtcDateTime), (list.Items[0].Device, list.Items[0].Address, list.Items[0].SeenAt));
    }

    [Fact]
    public async Task Takes_any_device_s_name()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var stamp = await shop.ReadAsync(db => db.Users.Where(u => u.Id == shopper).Select(u => u.SecurityStamp!).SingleAsync());
        var name = new string('x', LoginSession.MaxDeviceLength - 1) + "\U0001F600\0";

        await shop.Get<SessionRegister>().BeginAsync(shopper, stamp, new(name, new string('1', 100)), null, default);

        var session = Assert.Single((await shop.Get<SessionQueries>().ListAsync(shopper, new PageRequest(1, 10), default)).Items);
        Assert.StartsWith("xxx", session.Device, StringComparison.Ordinal);
    }

    private Task<TestShop> StartAsync(params (string Key, string? Value)[] settings) =>
        TestShop.StartAsync(databases, provider, clock, settings: settings);

    private static Task<SessionState?> FindAsync(TestShop shop, long session) => shop.Get<SessionQueries>().FindAsync(session, default);

    private static async Task UseAsync(TestShop shop, long session) =>
        await shop.Get<SessionRegister>().KeepAsync((await FindAsync(shop, session))!.Value, default);

    private static async Task ChangeAsync(
        TestShop shop, long shopper, Func<UserManager<Shopper>, Shopper, Task<IdentityResult>> change, long? current = null)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        if (current is { } id) scope.ServiceProvider.GetRequiredService<CurrentSession>().State = await FindAsync(shop, id);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var changed = await change(users, (await users.FindByIdAsync($"{shopper}"))!);
        Assert.True(changed.Succeeded, changed.ToString());
    }
}

public sealed class SqliteSessionTests(TestDatabases databases) : SessionContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresSessionTests(TestDatabases databases) : SessionContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerSessionTests(TestDatabases databases) : SessionContract(databases, DatabaseProvider.SqlServer);
