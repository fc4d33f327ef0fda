using Ecommerce.Core.Carts;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Jobs;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Jobs;

public abstract class CleanUpContract(TestDatabases databases, DatabaseProvider provider)
{
    [Fact]
    public async Task Old_answers_go_in_batches_and_young_ones_stay()
    {
        var clock = TestClock.New();
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var shopper = await shop.AddShopperAsync();
        var old = 2 * CleanUp.BatchSize + 3;
        await shop.ReadAsync(async db =>
        {
            for (var i = 0; i < old; i++) db.Add(Record(shopper, $"old {i}", clock.GetUtcNow().UtcDateTime));
            return await db.SaveChangesAsync();
        });
        clock.Advance(TimeSpan.FromDays(7));
        await shop.ReadAsync(async db =>
        {
            db.Add(Record(shopper, "young", clock.GetUtcNow().UtcDateTime));
            return await db.SaveChangesAsync();
        });

        Assert.Equal(new Removed(0, 0, 0, 0, 0), await shop.Get<CleanUp>().RunAsync(default)); // just seven days old is kept
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new Removed(old, 0, 0, 0, 0), await shop.Get<CleanUp>().RunAsync(default));

        Assert.Equal("young", await shop.ReadAsync(db => db.IdempotencyRecords.Select(r => r.ClientKey).SingleAsync()));
    }

    [Fact]
    public async Task Guests_carts_go_after_a_month_and_shoppers_carts_never()
    {
        var clock = TestClock.New();
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var (shopper, product) = (await shop.AddShopperAsync(), await shop.AddProductAsync());
        await shop.AddToCartAsync(shopper, product);
        var carts = shop.Get<CartService>();
        await carts.AddAsync(CartOwner.Guest("left long ago"), product, 1, default);
        clock.Advance(TimeSpan.FromDays(30));
        await carts.AddAsync(CartOwner.Guest("was just here"), product, 1, default);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(new Removed(0, 1, 0, 0, 0), await shop.Get<CleanUp>().RunAsync(default));

        Assert.Equal(
            ["was just here", null],
            await shop.ReadAsync(db => db.Carts.OrderBy(c => c.ShopperId != null).Select(c => c.GuestKey).ToListAsync()));
        Assert.Equal(2, await shop.ReadAsync(db => db.CartItems.CountAsync()));
    }

    [Fact]
    public async Task Runs_of_jobs_are_remembered_for_a_month()
    {
        var clock = TestClock.New();
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var old = await shop.Get<JobHistory>().BeginAsync(JobNames.CleanUp, byHand: false, default); // without an end: it was killed
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await shop.Get<JobHistory>().BeginAsync(JobNames.NightlyRanking, byHand: false, default);
        clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(new Removed(0, 0, 1, 0, 0), await shop.Get<CleanUp>().RunAsync(default));

        Assert.DoesNotContain(old, await shop.ReadAsync(db => db.JobRuns.Select(r => r.Id).ToListAsync()));
        Assert.Equal(1, await shop.ReadAsync(db => db.JobRuns.CountAsync()));
    }

    [Fact]
    public async Task Sessions_go_when_they_have_ended()
    {
        var clock = TestClock.New();
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var shopper = await shop.AddShopperAsync();
        await shop.BeginSessionAsync(shopper);
        clock.Advance(TimeSpan.FromDays(7));
        var live = await shop.BeginSessionAsync(shopper);
        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMilliseconds(1));

        Assert.Equal(new Removed(0, 0, 0, 1, 0), await shop.Get<CleanUp>().RunAsync(default));

        Assert.Equal(live, await shop.ReadAsync(db => db.Sessions.Select(s => s.Id).SingleAsync()));
    }

    private static IdempotencyRecord Record(long shopper, string key, DateTime at) =>
        new() { ShopperId = shopper, Operation = "test", ClientKey = key, Fingerprint = "x", Result = "{}", CreatedAt = at };
}

public sealed class SqliteCleanUpTests(TestDatabases databases) : CleanUpContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresCleanUpTests(TestDatabases databases) : CleanUpContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerCleanUpTests(TestDatabases databases) : CleanUpContract(databases, DatabaseProvider.SqlServer);
