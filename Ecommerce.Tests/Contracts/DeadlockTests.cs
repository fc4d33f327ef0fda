using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>Real faults of a PostgreSQL server, where they can be provoked for certain.</summary>
public sealed class DeadlockTests(TestDatabases databases)
{
    [Fact]
    public async Task Two_units_that_wait_for_each_other_both_get_through()
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        long[] products = [await shop.AddProductAsync(stock: 10), await shop.AddProductAsync(stock: 10)];
        using var bothHoldOne = new CountdownEvent(2);
        var runs = 0;

        var moved = await Race.RunAsync(2, i => shop.Get<ShopTransaction>().EditAsync<bool>(
            async (unit, token) =>
            {
                var isFirstTry = Interlocked.Increment(ref runs) <= 2;
                await TakeOneAsync(unit, products[i], token);
                if (isFirstTry)
                {
                    bothHoldOne.Signal();
                    await Task.Run(bothHoldOne.Wait, token);
                }

                await TakeOneAsync(unit, products[1 - i], token);
                return true;
            },
            default));

        Assert.All(moved, m => m.Granted());
        Assert.Equal(3, runs);
        Assert.Equal((8, 8), (await shop.StockAsync(products[0]), await shop.StockAsync(products[1])));
    }

    [Fact]
    public async Task A_connection_killed_inside_a_unit_leaves_nothing_and_is_not_run_again()
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var product = await shop.AddProductAsync(stock: 10);
        var server = await databases.GetPostgresAsync();
        var runs = 0;

        var error = await Record.ExceptionAsync(() => shop.Get<ShopTransaction>().EditAsync<bool>(
            async (unit, token) =>
            {
                runs++;
                await TakeOneAsync(unit, product, token);
                var pid = await unit.Db.Database.SqlQueryRaw<int>("SELECT pg_backend_pid() AS \"Value\"").SingleAsync(token);
                await server.ExecuteAsync($"SELECT pg_terminate_backend({pid})");
                return true;
            },
            default));

        Assert.NotNull(error.FindDbException());
        Assert.Equal(1, runs);
        Assert.Equal(10, await shop.StockAsync(product));
    }

    /// <summary>Past the locks, which would not be taken out of order.</summary>
    private static Task<int> TakeOneAsync(EditingUnit unit, long product, CancellationToken cancellationToken) =>
        unit.Db.Products.Where(p => p.Id == product)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.Stock, x => x.Stock - 1), cancellationToken);
}
