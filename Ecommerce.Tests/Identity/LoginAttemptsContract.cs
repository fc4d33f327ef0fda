using Ecommerce.Core.Data;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Jobs;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Identity;

public abstract class LoginAttemptsContract(TestDatabases databases, DatabaseProvider provider)
{
    private const string Email = "somebody@example.com";
    private static readonly LoginAttempt Stranger = new(Email, "192.0.2.1", IsKnown: false);
    private static readonly LoginAttempt Owner = new(Email, "a known device", IsKnown: true);
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task An_origin_has_five_attempts_and_then_waits_for_five_minutes()
    {
        await using var shop = await StartAsync();

        Assert.Equal([true, true, true, true, true, false, false], await TryAsync(shop, Stranger, 7));
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal([false], await TryAsync(shop, Stranger, 1));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([true, true, true, true, true, false], await TryAsync(shop, Stranger, 6));
    }

    [Fact]
    public async Task It_locks_out_nobody_else()
    {
        await using var shop = await StartAsync();
        await TryAsync(shop, Stranger, 6);

        Assert.Equal([true], await TryAsync(shop, Stranger with { Origin = "192.0.2.2" }, 1));
        Assert.Equal([true], await TryAsync(shop, Stranger with { Email = "another@example.com" }, 1));
        Assert.Equal([true], await TryAsync(shop, Owner, 1));
    }

    [Fact]
    public async Task An_address_is_one_account_however_it_is_written()
    {
        await using var shop = await StartAsync();
        await TryAsync(shop, Stranger, 5);

        Assert.Equal([false], await TryAsync(shop, Stranger with { Email = " SomeBody@Example.com" }, 1));
    }

    [Fact]
    public async Task All_strangers_together_have_a_limit_that_known_devices_pass()
    {
        await using var shop = await StartAsync(("LogIn:FailuresOfStrangersPerHour", "12"));
        for (var i = 0; i < 3; i++) await TryAsync(shop, Stranger with { Origin = $"192.0.2.{i}" }, 5);

        Assert.Equal([false], await TryAsync(shop, Stranger with { Origin = "192.0.2.99" }, 1));
        Assert.Equal([true], await TryAsync(shop, Owner, 1));
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(1));
        Assert.Equal([true], await TryAsync(shop, Stranger with { Origin = "192.0.2.99" }, 1));
    }

    [Fact]
    public async Task One_stranger_who_waits_out_every_lock_comes_to_the_same_limit()
    {
        await using var shop = await StartAsync(("LogIn:FailuresOfStrangersPerHour", "12"));
        for (var locks = 0; locks < 2; locks++)
        {
            Assert.All(await TryAsync(shop, Stranger, 5), Assert.True);
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal([true, true, false], await TryAsync(shop, Stranger, 3));
    }

    [Fact]
    public async Task Of_many_at_once_no_more_than_five_are_let_through()
    {
        await using var shop = await StartAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Get<LoginAttempts>().TakeAsync(Stranger, default)));

        Assert.Equal(5, taken.Count(t => t));
    }

    [Fact]
    public async Task A_right_password_begins_the_count_anew_for_its_origin_alone()
    {
        await using var shop = await StartAsync();
        var other = Stranger with { Origin = "192.0.2.2" };
        await TryAsync(shop, Stranger, 5);
        await TryAsync(shop, other, 5);

        await shop.Get<LoginAttempts>().ForgetAsync(Stranger, default);

        Assert.Equal([true], await TryAsync(shop, Stranger, 1));
        Assert.Equal([false], await TryAsync(shop, other, 1));
        await shop.Get<LoginAttempts>().ForgetAllAsync(Email, default);
        Assert.Equal([true], await TryAsync(shop, other, 1));
    }

    [Fact]
    public async Task Nobody_counts_where_limits_are_off()
    {
        await using var shop = await StartAsync(("RateLimits:Enabled", "false"));

        Assert.All(await TryAsync(shop, Stranger, 30), Assert.True);
    }

    [Fact]
    public async Task What_was_tried_is_forgotten_after_a_day_and_says_nothing_of_the_address()
    {
        await using var shop = await StartAsync();
        await TryAsync(shop, Stranger, 1);
        Assert.DoesNotContain("somebody", await shop.ReadAsync(db => db.LoginFailures.Select(f => f.Account).SingleAsync()));

        clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, (await shop.Get<CleanUp>().RunAsync(default)).LoginFailures);
        Assert.Equal(0, await shop.ReadAsync(db => db.LoginFailures.CountAsync()));
    }

    private Task<TestShop> StartAsync(params (string Key, string? Value)[] settings) =>
        TestShop.StartAsync(databases, provider, clock, settings: settings);

    private static async Task<IReadOnlyList<bool>> TryAsync(TestShop shop, LoginAttempt attempt, int times)
    {
        var taken = new List<bool>();
        for (var i = 0; i < times; i++) taken.Add(await shop.Get<LoginAttempts>().TakeAsync(attempt, default));
        return taken;
    }
}

public sealed class SqliteLoginAttemptsTests(TestDatabases databases) : LoginAttemptsContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresLoginAttemptsTests(TestDatabases databases) : LoginAttemptsContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerLoginAttemptsTests(TestDatabases databases) : LoginAttemptsContract(databases, DatabaseProvider.SqlServer);
