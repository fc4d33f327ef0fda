using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Data;

/// <summary>A shop filled for load runs is a shop like any other: its books balance and its shoppers can shop.</summary>
public abstract class LoadSeedContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly LoadSize Small = new(Products: 12, Shoppers: 5, Lines: 300, Days: 7);

    [Fact]
    public async Task Fills_the_shop_in_the_sizes_asked_for_and_the_books_balance()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);

        var seeded = (await SeedAsync(shop, Small)).Granted();

        await shop.AssertBooksBalanceAsync();
        Assert.Equal((12, 5, 150, 300), await shop.ReadAsync(async db => (
            await db.Products.CountAsync(),
            await db.Users.CountAsync(),
            await db.Orders.CountAsync(),
            await db.OrderLines.CountAsync())));
        Assert.All(
            await shop.ReadAsync(db => db.Deliveries.Select(m => m.Status).ToListAsync()), s => Assert.Equal(DeliveryStatus.Sent, s));
        Assert.Equal(Small.Days, await CountDaysAsync(shop));
        Assert.Equal(seeded.FirstProduct + 11, await shop.ReadAsync(db => db.Products.MaxAsync(p => p.Id)));
    }

    [Fact]
    public async Task A_settled_shop_has_orders_in_every_state_and_the_books_balance()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);

        (await SeedAsync(shop, Small with { Lines = 2_400, Settled = true })).Granted();

        await shop.AssertBooksBalanceAsync();
        var states = await shop.ReadAsync(db => db.Orders.GroupBy(o => o.Status).ToDictionaryAsync(g => g.Key, g => g.Count()));
        Assert.Equal((60, 54, 972), (states[OrderStatus.Cancelled], states[OrderStatus.Shipped], states[OrderStatus.Delivered]));
        Assert.Equal(1_200, states.Values.Sum());
        var (restocked, returned) = await shop.ReadAsync(async db => (
            await db.StockMovements.Where(m => m.Reason == StockReason.Refund).SumAsync(m => m.Delta),
            await db.RefundLines.SumAsync(l => l.Quantity)));
        Assert.Equal(returned, restocked); // the stock is what its movements say, and these no rule of the books demands
        Assert.NotEqual(0, returned);
        Assert.All(Enum.GetValues<ReturnStatus>(), status => Assert.NotEmpty(
            shop.Get<ReturnQueries>().ListAsync(status, new PageRequest(), default).Result.Items));
        Assert.NotEqual(0, await shop.ReadAsync(db => db.Deliveries.CountAsync(
            d => d.Destination == MailDeliveries.Destination && d.Status == DeliveryStatus.Dead)));
        Assert.Equal(1_201, await shop.ReadAsync(db => db.AdminActions.CountAsync()));
        var order = await shop.ReadAsync(db => db.Orders.Where(o => o.Status == OrderStatus.Shipped).FirstAsync());
        (await shop.Get<DeliverOrder>().RunAsync(Actor.System, order.Id, default)).Granted(); // an order like any other
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Its_shoppers_log_in_charge_and_order()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var seeded = (await SeedAsync(shop, Small)).Granted();
        var (shopper, product) = (seeded.FirstShopper + 4, seeded.FirstProduct + 11);

        await using var scope = shop.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var account = await accounts.FindByEmailAsync($"load{shopper}@example.com");
        Assert.True(await accounts.CheckPasswordAsync(account!, LoadedShop.Password));
        Assert.Equal(shopper, account!.Id);
        (await shop.ChargeAsync(shopper, 1000)).Granted();
        (await shop.OrderAsync(shopper, (product, 2))).Granted();
        await shop.AddShopperAsync();
        await shop.AddProductAsync();

        await shop.AssertBooksBalanceAsync();
        var newest = (await shop.Get<WalletQueries>().GetStatementAsync(shopper, new PageRequest(1, 2), default)).Items.Select(i => i.Kind);
        Assert.Equal([WalletEntryKind.Payment, WalletEntryKind.Charge], newest);
    }

    [Fact]
    public async Task Refuses_a_shop_that_has_orders_unless_forced()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (shopper, product) = (await shop.AddShopperAsync(balance: 5000), await shop.AddProductAsync(stock: 3, price: 1000));
        (await shop.OrderAsync(shopper, (product, 2))).Granted();

        Assert.Equal(["orders"], Assert.IsType<ValidationFailed>((await SeedAsync(shop, Small)).Refused()).Errors.Keys);
        Assert.Equal(1, await shop.ReadAsync(db => db.Products.CountAsync()));

        (await SeedAsync(shop, Small, force: true)).Granted();
        await shop.AssertBooksBalanceAsync();
        Assert.Equal(3000, await shop.BalanceAsync(shopper));
        Assert.Equal(1, await shop.StockAsync(product));
        Assert.Equal(151, await shop.ReadAsync(db => db.Orders.CountAsync()));
    }

    [Theory]
    [InlineData(1, 1, 2, 1, "products")]
    [InlineData(2, 0, 2, 1, "shoppers")]
    [InlineData(2, 1, 3, 1, "lines")]
    [InlineData(2, 1, 2, 0, "days")]
    public void Refuses_sizes_that_make_no_shop(int products, int shoppers, int lines, int days, string field) =>
        Assert.Equal([field], new LoadSize(products, shoppers, lines, days).Check()!.Errors.Keys);

    private static async Task<Result<LoadedShop>> SeedAsync(TestShop shop, LoadSize size, bool force = false)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LoadSeed>().RunAsync(size, force, default);
    }

    private static async Task<int> CountDaysAsync(TestShop shop)
    {
        var clock = shop.Get<StoreClock>();
        var placed = await shop.ReadAsync(db => db.Orders.Select(o => o.PlacedAt).ToListAsync());
        Assert.All(placed, at => Assert.InRange(clock.DayOf(at), clock.Today.AddDays(-Small.Days), clock.Today.AddDays(-1)));
        return placed.Select(clock.DayOf).Distinct().Count();
    }
}

public sealed class SqliteLoadSeedTests(TestDatabases databases) : LoadSeedContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresLoadSeedTests(TestDatabases databases) : LoadSeedContract(databases, DatabaseProvider.Postgres);
