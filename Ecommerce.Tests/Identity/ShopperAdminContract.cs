using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Identity;

/// <summary>Accounts, as admins look for them and let them in again.</summary>
public abstract class ShopperAdminContract(TestDatabases databases, DatabaseProvider provider)
{
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task Finds_by_part_of_the_address_or_by_number_newest_first()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var (ann, bob) = (await shop.AddShopperAsync(700), await shop.AddShopperAsync());
        var shoppers = shop.Get<ShopperAdmin>();
        var email = (await shoppers.FindAsync(ann, default)).Value!.Email!;

        Assert.Equal([bob, ann], await FindAsync(null));
        Assert.Equal([ann], await FindAsync(email.Split('@')[0].ToUpperInvariant() + "@"));
        Assert.Contains(ann, await FindAsync($"{ann}"));
        Assert.Empty(await FindAsync("nobody%"));
        var found = (await shoppers.ListAsync(email, new PageRequest(), default)).Items.Single();
        Assert.Equal((700L, 0, false, true), (found.Balance, found.Orders, found.IsAdmin, found.EmailConfirmed));

        async Task<IEnumerable<long>> FindAsync(string? search) =>
            (await shoppers.ListAsync(search, new PageRequest(), default)).Items.Select(s => s.Id);
    }

    [Fact]
    public async Task Finds_who_placed_an_order_by_its_number()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var (ann, product) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(price: 1));
        var email = (await RowAsync(shop, ann)).Email!;
        long order;
        do order = (await shop.OrderAsync(ann, (product, 1))).Granted().Order.Id;
        while (order == ann || email.Contains($"{order}", StringComparison.Ordinal)); // found by nothing else

        Assert.Equal([ann], (await shop.Get<ShopperAdmin>().ListAsync($" {order}", new PageRequest(), default)).Items.Select(s => s.Id));
        Assert.Empty((await shop.Get<ShopperAdmin>().ListAsync($"{order + 1_000_000}", new PageRequest(), default)).Items);
    }

    [Fact]
    public async Task Finds_by_part_of_the_name_of_somebody_whom_things_are_sent_to()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var product = await shop.AddProductAsync(price: 1);
        var (keeper, buyer) = (await shop.AddShopperAsync(1_000), await shop.AddShopperAsync(1_000));
        await shop.AddAddressAsync(keeper, "박_하늘");
        await shop.AddAddressAsync(keeper, "Kim Mina");
        var sent = new Destination(TestAddresses.Typed with { Recipient = "50% 할인" });
        (await shop.OrderToAsync(buyer, sent, (product, 1))).Granted();
        (await shop.OrderToAsync(buyer, sent, (product, 1))).Granted();

        Assert.Equal([keeper], await FindAsync("하늘"));
        Assert.Equal([keeper], await FindAsync(" kim m"));
        Assert.Equal([buyer], await FindAsync("50% 할"));
        Assert.Empty(await FindAsync("50_"));
        Assert.Empty(await FindAsync("박%늘"));
        Assert.Empty(await FindAsync("박[_]하늘"));
        Assert.Equal([keeper], await FindAsync("_하"));
        var second = await shop.Get<ShopperAdmin>().ListAsync("mina", new PageRequest(2, 1), default);
        Assert.Equal((1, 0), (second.Total, second.Items.Count));

        async Task<IEnumerable<long>> FindAsync(string search) =>
            (await shop.Get<ShopperAdmin>().ListAsync(search, new PageRequest(), default)).Items.Select(s => s.Id);
    }

    [Fact]
    public async Task Finds_an_international_address_by_either_way_to_write_its_domain()
    {
        await using var shop = await TestShop.StartAsync(
            databases, provider, clock, settings: [("Admin:Email", "info@bücher.example"), ("Admin:Password", "Passw0rd!")]);

        foreach (var search in new[] { "bücher.example", "@BÜCHER.example", "xn--bcher-kva", "info@bücher.example", "\uFEFFinfo" })
            Assert.Single((await shop.Get<ShopperAdmin>().ListAsync(search, new PageRequest(), default)).Items);
    }

    [Fact]
    public async Task Counts_orders_and_tells_who_is_an_admin()
    {
        await using var shop = await TestShop.StartAsync(
            databases, provider, clock, settings: [("Admin:Email", "owner@example.com"), ("Admin:Password", "Passw0rd!")]);
        var product = await shop.AddProductAsync(price: 100);
        var ann = await shop.AddShopperAsync(1_000);
        await shop.OrderAsync(ann, (product, 1));
        await shop.OrderAsync(ann, (product, 1));

        Assert.Equal((2, false), ((await RowAsync(shop, ann)).Orders, (await RowAsync(shop, ann)).IsAdmin));
        Assert.True(Assert.Single((await shop.Get<ShopperAdmin>().ListAsync("owner", new PageRequest(), default)).Items).IsAdmin);
    }

    [Fact]
    public async Task Somebody_who_is_locked_out_is_let_in_again()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var (ann, bob) = (await shop.AddShopperAsync(), await shop.AddShopperAsync());
        await LockOutAsync(shop, clock.GetUtcNow().AddMinutes(5));
        var address = (await RowAsync(shop, ann)).Email!;
        await shop.Get<LoginAttempts>().TakeAsync(new(address, "192.0.2.1", IsKnown: false), default);
        Assert.Equal(clock.GetUtcNow().AddMinutes(5), (await RowAsync(shop, ann)).LockoutEnd);

        Assert.True((await shop.Get<ShopperAdmin>().UnlockAsync(Actor.System, ann, default)).Succeeded);

        Assert.Null((await RowAsync(shop, ann)).LockoutEnd);
        Assert.NotNull((await RowAsync(shop, bob)).LockoutEnd);
        Assert.Equal(0, await shop.ReadAsync(db => db.LoginFailures.CountAsync()));
        clock.Advance(TimeSpan.FromMinutes(6)); // by then it is over anyway
        Assert.Null((await RowAsync(shop, bob)).LockoutEnd);
    }

    [Fact]
    public async Task A_deleted_account_stays_closed()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var ann = await shop.AddShopperAsync();
        Assert.True((await shop.Get<AccountDeletion>().RunAsync(new DeleteAccountRequest(ann, null), default)).Succeeded);

        Assert.IsType<ShopperNotFound>((await shop.Get<ShopperAdmin>().UnlockAsync(Actor.System, ann, default)).Refusal);

        var row = await RowAsync(shop, ann);
        Assert.Equal((null, null), (row.Email, row.LockoutEnd));
        Assert.NotNull(row.ClosedAt);
        Assert.Equal(
            DateTimeOffset.MaxValue.Year, (await shop.ReadAsync(db => db.Users.SingleAsync(u => u.Id == ann))).LockoutEnd!.Value.Year);
        Assert.IsType<ShopperNotFound>((await shop.Get<ShopperAdmin>().FindAsync(ann + 100, default)).Refusal);
    }

    private static async Task<ShopperRow> RowAsync(TestShop shop, long id) =>
        (await shop.Get<ShopperAdmin>().FindAsync(id, default)).Value!;

    private static Task<int> LockOutAsync(TestShop shop, DateTimeOffset until) => shop.ReadAsync(db => db.Users.ExecuteUpdateAsync(
        u => u.SetProperty(x => x.LockoutEnd, (DateTimeOffset?)until)));
}

public sealed class SqliteShopperAdminTests(TestDatabases databases) : ShopperAdminContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresShopperAdminTests(TestDatabases databases) : ShopperAdminContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerShopperAdminTests(TestDatabases databases) : ShopperAdminContract(databases, DatabaseProvider.SqlServer);
