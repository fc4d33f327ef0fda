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
        var clock = new TestClock(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
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

        Assert.Equal(new Removed(0, 0), await shop.Get<CleanUp>().RunAsync(default)); // just seven days old is kept
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new Removed(old, 0), await shop.Get<CleanUp>().RunAsync(default));

        Assert.Equal("young", await shop.ReadAsync(db => db.IdempotencyRecords.Select(r => r.Key).SingleAsync()));
    }

    [Fact]
    public async Task Guests_carts_go_after_a_month_and_shoppers_carts_never()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero));
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var (shopper, product) = (await shop.AddShopperAsync(), await shop.AddProductAsync());
        await shop.AddToCartAsync(shopper, product);
        var carts = shop.Get<CartService>();
        await carts.AddAsync(CartOwner.Guest("left long ago"), product, 1, default);
        clock.Advance(TimeSpan.FromDays(30));
        await carts.AddAsync(CartOwner.Guest("was just here"), product, 1, default);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(new Removed(0, 1), await shop.Get<CleanUp>().RunAsync(default));

        Assert.Equal(["was just here", null], await shop.ReadAsync(db => db.Carts.OrderBy(c => c.ShopperId != null).Select(c => c.GuestKey).ToListAsync()));
        Assert.Equal(2, await shop.ReadAsync(db => db.CartItems.CountAsync()));
    }

    private static IdempotencyRecord Record(long shopper, string key, DateTime at) =>
        new() { ShopperId = shopper, Operation = "test", Key = key, Fingerprint = "x", Result = "{}", CreatedAt = at };
}

public sealed class SqliteCleanUpTests(TestDatabases databases) : CleanUpContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresCleanUpTests(TestDatabases databases) : CleanUpContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerCleanUpTests(TestDatabases databases) : CleanUpContract(databases, DatabaseProvider.SqlServer);
