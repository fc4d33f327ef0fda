using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>A unit of very many statements, in a transaction of its own, is whole or not at all, and so are those around it.</summary>
public abstract class AloneContract(TestDatabases databases, DatabaseProvider provider) : ShopContract(databases, provider, instances: 1)
{
    [Fact]
    public async Task What_succeeds_stays_and_what_is_refused_or_fails_leaves_nothing()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();

        var done = await Race.RunAsync(24, i => (i % 4) switch
        {
            0 => AddAsync(shop.First, $"kept {i}", refused: false, fails: false),
            1 => AddAsync(shop.First, $"refused {i}", refused: true, fails: false),
            2 => FailAsync(shop.First, $"failed {i}"),
            _ => ChargeAsync(shop.First, shopper),
        });

        Assert.Equal(12, done.Count(succeeded => succeeded));
        Assert.Equal(
            ["kept 0", "kept 12", "kept 16", "kept 20", "kept 4", "kept 8"],
            (await shop.First.ReadAsync(db => db.Categories.Select(c => c.Name).ToListAsync())).Order(StringComparer.Ordinal));
        Assert.Equal(600, await shop.First.BalanceAsync(shopper));
        await shop.First.AssertBooksBalanceAsync();
    }

    private static async Task<bool> AddAsync(TestShop shop, string category, bool refused, bool fails)
    {
        var added = await shop.Get<ShopTransaction>().EditAloneAsync<bool>(
            async (unit, token) =>
            {
                unit.Db.Add(new Category { Name = category });
                await unit.Db.SaveChangesAsync(token);
                if (fails) throw new InvalidOperationException("A bug.");
                return refused ? new CartEmpty() : true;
            },
            default);
        return added.Succeeded;
    }

    private static async Task<bool> FailAsync(TestShop shop, string category)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => AddAsync(shop, category, refused: false, fails: true));
        return false;
    }

    private static async Task<bool> ChargeAsync(TestShop shop, long shopper) => (await shop.ChargeAsync(shopper, 100)).Succeeded;
}

public sealed class SqliteAloneTests(TestDatabases databases) : AloneContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresAloneTests(TestDatabases databases) : AloneContract(databases, DatabaseProvider.Postgres);
