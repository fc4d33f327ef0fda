using Ecommerce.Core.Audit;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.SecondFactor;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>Codes are good once, on every instance; a change of the factor ends the sessions that did not make it.</summary>
public abstract class SecondFactorContract(TestDatabases databases, DatabaseProvider provider)
{
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task Of_twenty_who_send_the_same_code_to_two_instances_one_is_let_in()
    {
        await using var shop = await StartAsync();
        await using var other = await TestShop.StartOnAsync(shop.ConnectionString, provider, clock);
        var shopper = await shop.AddShopperAsync();

        var used = await Race.RunAsync(20, i => (i % 2 == 0 ? shop : other).Get<UsedCodes>().UseAsync(shopper, 7, default));

        Assert.Single(used, good => good);
    }

    [Fact]
    public async Task A_used_code_is_used_and_so_are_those_before_it()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var (key, _) = await shop.TurnAuthenticatorOnAsync(shopper, time: clock);

        Assert.False(await VerifyAsync(shop, shopper, AppCode.Of(key, time: clock))); // the set-up used it
        Assert.True(await VerifyAsync(shop, shopper, AppCode.Of(key, later: 1, clock)));
        Assert.False(await VerifyAsync(shop, shopper, AppCode.Of(key, later: 1, clock)));
        Assert.False(await VerifyAsync(shop, shopper, AppCode.Of(key, time: clock)));
        Assert.False(await VerifyAsync(shop, shopper, AppCode.Of(key, later: 2, clock))); // not yet
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await VerifyAsync(shop, shopper, AppCode.Of(key, later: 1, clock)));
        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.False(await VerifyAsync(shop, shopper, AppCode.Of(key, later: -2, clock))); // too old
        Assert.True(await VerifyAsync(shop, shopper, AppCode.Of(key, later: -1, clock).Insert(3, " ")));
    }

    /// <summary>Identity writes all that it has read of an account.</summary>
    [Fact]
    public async Task A_change_of_the_account_that_was_read_before_brings_no_code_back()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        await shop.WithAccountAsync(shopper, async (services, account) =>
        {
            Assert.True(await shop.Get<UsedCodes>().UseAsync(shopper, 7, default));
            return await services.GetRequiredService<UserManager<Shopper>>().SetPhoneNumberAsync(account, "1");
        });

        Assert.False(await shop.Get<UsedCodes>().UseAsync(shopper, 7, default));
    }

    [Fact]
    public async Task Recovery_codes_are_kept_as_hashes_and_are_good_once()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var (_, codes) = await shop.TurnAuthenticatorOnAsync(shopper, time: clock);

        Assert.Equal(10, codes.Distinct().Count());
        var kept = await shop.ReadAsync(db => db.UserTokens.Where(t => t.UserId == shopper).Select(t => t.Name + t.Value).ToListAsync());
        Assert.All(codes, code => Assert.DoesNotContain(kept, text => text.Contains(code, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(10, await CountAsync(shop, shopper));

        Assert.False(await RedeemAsync(shop, shopper, "AAAAA-AAAAA"));
        Assert.True(await RedeemAsync(shop, shopper, codes[3]));
        Assert.False(await RedeemAsync(shop, shopper, codes[3]));
        Assert.True(await RedeemAsync(shop, shopper, $" {codes[4].ToLowerInvariant()} "));
        Assert.Equal(8, await CountAsync(shop, shopper));
        Assert.False(await RedeemAsync(shop, await shop.AddShopperAsync(), codes[5]));
    }

    [Fact]
    public async Task Of_twenty_who_redeem_a_recovery_code_at_once_one_is_let_in()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var (_, codes) = await shop.TurnAuthenticatorOnAsync(shopper, time: clock);

        var redeemed = await Race.RunAsync(20, _ => shop.WithAccountAsync(shopper, (services, account) =>
            ((ShopperStore)services.GetRequiredService<IUserStore<Shopper>>()).RedeemCodeAsync(account, codes[0], default)));

        Assert.Single(redeemed, good => good);
        Assert.Equal(9, await CountAsync(shop, shopper));
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_the_old_ones()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var (_, old) = await shop.TurnAuthenticatorOnAsync(shopper, time: clock);

        var codes = await shop.WithAccountAsync(
            shopper, (services, account) => services.GetRequiredService<AuthenticatorSetup>().NewRecoveryCodesAsync(account));

        Assert.False(await RedeemAsync(shop, shopper, old[0]));
        Assert.True(await RedeemAsync(shop, shopper, codes[0]));
        Assert.Equal(9, await CountAsync(shop, shopper));
    }

    [Fact]
    public async Task A_wrong_code_or_key_turns_nothing_on()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        var (key, other) = ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA");

        Assert.Null(await TurnOnAsync(shop, shopper, key, AppCode.Of(other, time: clock)));
        Assert.Null(await TurnOnAsync(shop, shopper, "short", "000000"));
        Assert.Null(await TurnOnAsync(shop, shopper, key, null));

        Assert.Equal(0, await shop.ReadAsync(db => db.UserTokens.CountAsync()));
        Assert.False(await shop.ReadAsync(db => db.Users.Where(u => u.Id == shopper).Select(u => u.TwoFactorEnabled).SingleAsync()));
    }

    [Theory]
    [InlineData(false, AdminRight.Withheld)]
    [InlineData(true, AdminRight.Held)]
    public async Task Where_a_second_factor_is_demanded_an_admin_is_one_by_it_alone(bool proved, AdminRight right)
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var admin = await shop.AddAdminAsync();
        await shop.AddPasskeyAsync(admin);
        var session = await shop.BeginSessionAsync(admin, isStrong: proved);

        Assert.Equal(right, (await FindAsync(shop, session))!.Value.Admin);
        Assert.Equal(right, Assert.Single(await shop.Get<SessionQueries>().FindAsync([session], default)).Admin);
    }

    [Theory]
    [InlineData(false, AdminRight.Withheld)]
    [InlineData(true, AdminRight.Held)]
    public async Task A_confirmation_makes_a_session_strong_when_it_was_made_with_the_factor(bool withFactor, AdminRight right)
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var admin = await shop.AddAdminAsync();
        await shop.AddPasskeyAsync(admin);
        var session = await shop.BeginSessionAsync(admin);
        clock.Advance(TimeSpan.FromMinutes(11));

        await shop.Get<SessionRegister>().ProveAsync(session, withFactor, default);

        var state = (await FindAsync(shop, session))!.Value;
        Assert.Equal((right, clock.GetUtcNow().UtcDateTime), (state.Admin, state.ProvedAt));
    }

    [Fact]
    public async Task Turning_an_authenticator_on_and_off_ends_the_other_sessions()
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var admin = await shop.AddAdminAsync();
        var (own, other) = (await shop.BeginSessionAsync(admin), await shop.BeginSessionAsync(admin));

        await shop.TurnAuthenticatorOnAsync(admin, session: own, clock);

        Assert.Equal(AdminRight.Held, (await FindAsync(shop, own))?.Admin); // setting it up proves it
        Assert.Null(await FindAsync(shop, other));
        other = await shop.BeginSessionAsync(admin);

        await shop.WithAccountAsync(
            admin,
            async (services, account) =>
            {
                await services.GetRequiredService<AuthenticatorSetup>().TurnOffAsync(account, default);
                return true;
            },
            session: own);

        Assert.Equal(AdminRight.Withheld, (await FindAsync(shop, own))?.Admin);
        Assert.Null(await FindAsync(shop, other));
        Assert.Equal(0, await CountAsync(shop, admin));
    }

    [Fact]
    public async Task A_passkey_that_is_added_or_removed_ends_the_other_sessions()
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var admin = await shop.AddAdminAsync();
        var (own, other) = (await shop.BeginSessionAsync(admin), await shop.BeginSessionAsync(admin));

        var passkey = await shop.AddPasskeyAsync(admin, session: own);

        Assert.Equal(AdminRight.Held, (await FindAsync(shop, own))?.Admin);
        Assert.Null(await FindAsync(shop, other));
        other = await shop.BeginSessionAsync(admin);
        await RenameAsync(shop, admin, passkey);
        Assert.NotNull(await FindAsync(shop, other)); // a new name changes nothing

        await shop.WithAccountAsync(
            admin,
            (services, account) => services.GetRequiredService<UserManager<Shopper>>().RemovePasskeyAsync(account, passkey),
            session: own);

        Assert.Equal(AdminRight.Withheld, (await FindAsync(shop, own))?.Admin);
        Assert.Null(await FindAsync(shop, other));
    }

    [Fact]
    public async Task An_admin_resets_somebody_s_factor_and_ends_their_sessions()
    {
        await using var shop = await StartAsync();
        var (admin, shopper) = (await shop.AddAdminAsync(), await shop.AddShopperAsync());
        await shop.TurnAuthenticatorOnAsync(shopper, time: clock);
        await shop.AddPasskeyAsync(shopper);
        await shop.AddPasskeyAsync(admin);
        var session = await shop.BeginSessionAsync(shopper);
        var admins = shop.Get<ShopperAdmin>();

        Assert.Equal(new OwnFactor(), (await admins.ResetFactorAsync(Actor.OnPage(admin), admin, default)).Refused());
        (await admins.ResetFactorAsync(Actor.OnPage(admin), shopper, default)).Granted();

        Assert.Null(await FindAsync(shop, session));
        var row = (await admins.FindAsync(shopper, default)).Granted();
        Assert.Equal((false, 0), (row.Authenticator, row.Passkeys));
        Assert.Equal(0, await shop.ReadAsync(db => db.UserTokens.CountAsync(t => t.UserId == shopper)));
        Assert.Equal(new FactorNotSet(), (await admins.ResetFactorAsync(Actor.OnPage(admin), shopper, default)).Refused());
        Assert.True((await admins.FindAsync(admin, default)).Granted().HasFactor);
    }

    [Fact]
    public async Task Passkeys_are_in_the_account_s_download_and_go_with_the_account()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();
        await shop.AddPasskeyAsync(shopper, name: "내 휴대폰");
        await shop.TurnAuthenticatorOnAsync(shopper, time: clock);

        var data = (await shop.Get<AccountExports>().CollectAsync(shopper, default)).Granted();
        Assert.Equal("내 휴대폰", Assert.Single(data.Passkeys).Name);

        (await shop.Get<AccountDeletion>().RunAsync(new DeleteAccountRequest(shopper, null), default)).Granted();
        Assert.Equal(0, await shop.ReadAsync(db => db.UserPasskeys.CountAsync()));
        Assert.Equal(0, await shop.ReadAsync(db => db.UserTokens.CountAsync()));
    }

    private Task<TestShop> StartAsync(params (string Key, string? Value)[] settings) =>
        TestShop.StartAsync(
            databases,
            provider,
            clock,
            services => services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1), // codes are hashed by the ten
            settings);

    private static Task<SessionState?> FindAsync(TestShop shop, long session) => shop.Get<SessionQueries>().FindAsync(session, default);

    private static Task<bool> VerifyAsync(TestShop shop, long shopper, string code) => shop.WithAccountAsync(
        shopper,
        (services, account) => services.GetRequiredService<UserManager<Shopper>>()
            .VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code));

    private static async Task<bool> RedeemAsync(TestShop shop, long shopper, string code) => (await shop.WithAccountAsync(
        shopper,
        (services, account) =>
            services.GetRequiredService<UserManager<Shopper>>().RedeemTwoFactorRecoveryCodeAsync(account, code))).Succeeded;

    private static Task<int> CountAsync(TestShop shop, long shopper) => shop.WithAccountAsync(
        shopper, (services, account) => services.GetRequiredService<UserManager<Shopper>>().CountRecoveryCodesAsync(account));

    private static Task<IReadOnlyList<string>?> TurnOnAsync(TestShop shop, long shopper, string key, string? code) =>
        shop.WithAccountAsync(
            shopper,
            (services, account) => services.GetRequiredService<AuthenticatorSetup>().TurnOnAsync(account, key, code, default));

    private static Task<IdentityResult> RenameAsync(TestShop shop, long shopper, byte[] id) => shop.WithAccountAsync(
        shopper,
        async (services, account) =>
        {
            var shoppers = services.GetRequiredService<UserManager<Shopper>>();
            var passkey = (await shoppers.GetPasskeyAsync(account, id))!;
            passkey.Name = "Laptop";
            return await shoppers.AddOrUpdatePasskeyAsync(account, passkey);
        });
}

public sealed class SqliteSecondFactorTests(TestDatabases databases) : SecondFactorContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresSecondFactorTests(TestDatabases databases) : SecondFactorContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerSecondFactorTests(TestDatabases databases) : SecondFactorContract(databases, DatabaseProvider.SqlServer);
