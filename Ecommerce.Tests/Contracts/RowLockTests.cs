using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ecommerce.Tests.Contracts;

/// <summary>
/// Each row lock by itself, on a real PostgreSQL server: others can't have the row until the transaction ends. The races show what locks
/// are for; this also shows those that a lock taken before them usually makes superfluous.
/// </summary>
public sealed class RowLockTests(TestDatabases databases)
{
    [Theory]
    [InlineData("wallets")]
    [InlineData("orders")]
    [InlineData("carts")]
    [InlineData("products")]
    [InlineData("outbox_messages")]
    [InlineData("ranking_days")]
    public async Task It_keeps_its_row_until_the_transaction_ends(string table)
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var shopper = await shop.AddShopperAsync(balance: 10_000);
        var product = await shop.AddProductAsync();
        var order = (await shop.OrderAsync(shopper, (product, 1))).Value!.Order.Id;
        var message = await shop.ReadAsync(db => db.OutboxMessages.Select(m => m.Id).SingleAsync());
        (await shop.AddToCartAsync(shopper, product)).Granted();
        var today = shop.Get<StoreClock>().Today;
        (await shop.Get<AggregateDay>().RunAsync(today, default)).Granted();

        var held = await shop.Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                object? locked = table switch
                {
                    "wallets" => await unit.Lock.WalletAsync(shopper, token),
                    "orders" => await unit.Lock.OrderAsync(order, shopper, token),
                    "carts" => await unit.Lock.CartAsync(CartOwner.Shopper(shopper), token),
                    "products" => (await unit.Lock.ProductsAsync([product], token)).Single(),
                    "outbox_messages" => await unit.Lock.OutboxMessageAsync(message, token),
                    _ => await unit.Lock.RankingDayAsync(today, token),
                };
                Assert.NotNull(locked);
                return !await IsFreeAsync(shop, table);
            },
            default);

        Assert.True(held.Granted());
        Assert.True(await IsFreeAsync(shop, table));
    }

    private static async Task<bool> IsFreeAsync(TestShop shop, string table)
    {
        try
        {
            await using var connection = new NpgsqlConnection(shop.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"SELECT 1 FROM {table} FOR NO KEY UPDATE NOWAIT", connection);
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }
}
