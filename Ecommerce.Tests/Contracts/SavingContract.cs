using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>
/// Many rows in one SaveChanges. EF writes them in batches, on SQL Server with MERGE and, where a table has triggers, in yet another way:
/// the keys that the database gave have to find back to their rows.
/// </summary>
public abstract class SavingContract(TestDatabases databases, DatabaseProvider provider) : ShopContract(databases, provider, instances: 1)
{
    private const int Rows = 100; // more than EF puts into one batch on any of the databases

    [Fact]
    public async Task Rows_without_a_trigger_get_their_own_keys_and_changes()
    {
        await using var shop = await StartAsync();
        var now = shop.First.Get<Core.Common.StoreClock>().UtcNow;
        var carts = Enumerable.Range(0, Rows).Select(i => new Cart { GuestKey = $"guest{i:D3}", UpdatedAt = now }).ToList();

        await SaveAsync(shop, db => db.AddRange(carts));
        Assert.Equal(carts.ToDictionary(c => c.GuestKey!, c => c.Id), await KeysAsync());

        await ChangeAsync(shop, db => db.Carts, (_, all) => all.ForEach(c => c.UpdatedAt = now.AddMinutes(1)));
        Assert.Equal(Rows, await shop.First.ReadAsync(db => db.Carts.CountAsync(c => c.UpdatedAt == now.AddMinutes(1))));

        await ChangeAsync(shop, db => db.Carts, (db, all) => db.RemoveRange(all.Where(c => c.Id != carts[0].Id)));
        Assert.Equal("guest000", Assert.Single(await KeysAsync()).Key);

        Task<Dictionary<string, long>> KeysAsync() => shop.First.ReadAsync(db => db.Carts.ToDictionaryAsync(c => c.GuestKey!, c => c.Id));
    }

    [Fact]
    public async Task Rows_under_a_trigger_get_their_own_keys_and_changes()
    {
        await using var shop = await StartAsync();
        var now = shop.First.Get<Core.Common.StoreClock>().UtcNow;
        var category = new Category { Name = "Things" };
        var products = Enumerable.Range(0, Rows).Select(i => new Product
        {
            Name = $"Product {i:D3}",
            Price = 100 + i,
            Stock = i,
            Category = category,
            CreatedAt = now,
            SearchText = $"product {i:D3}",
        }).ToList();

        await SaveAsync(shop, db => db.AddRange(products));
        Assert.Equal(
            products.Select(p => (p.Id, p.Name, p.Price)).OrderBy(p => p.Id),
            (await ReadAsync()).Select(p => (p.Id, p.Name, p.Price)));

        await ChangeAsync(shop, db => db.Products, (_, all) => all.ForEach(p => p.Stock += 1000));
        Assert.Equal(
            products.Select(p => (p.Name, p.Stock + 1000)),
            (await ReadAsync()).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => (p.Name, p.Stock)));

        var changed = await shop.First.ReadAsync(
            db => db.Products.Where(p => p.Stock < 1002).ExecuteUpdateAsync(set => set.SetProperty(p => p.Price, 7)));
        Assert.Equal(2, changed); // not the trigger's own row as well

        Task<List<Product>> ReadAsync() => shop.First.ReadAsync(db => db.Products.AsNoTracking().OrderBy(p => p.Id).ToListAsync());
    }

    private static async Task SaveAsync(ShopInstances shop, Action<ShopContext> change) =>
        (await shop.First.Get<ShopTransaction>().EditAsync<bool>(
            (unit, _) =>
            {
                change(unit.Db);
                return Task.FromResult<Core.Common.Result<bool>>(true);
            },
            default)).Granted();

    private static async Task ChangeAsync<T>(
        ShopInstances shop, Func<ShopContext, IQueryable<T>> rows, Action<ShopContext, List<T>> change) =>
        (await shop.First.Get<ShopTransaction>().EditAsync<bool>(
            async (unit, token) =>
            {
                change(unit.Db, await rows(unit.Db).ToListAsync(token));
                return true;
            },
            default)).Granted();
}

public sealed class SqliteSavingTests(TestDatabases databases) : SavingContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresSavingTests(TestDatabases databases) : SavingContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerSavingTests(TestDatabases databases) : SavingContract(databases, DatabaseProvider.SqlServer);
