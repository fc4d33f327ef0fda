using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>A refusal leaves every row of every table as it was.</summary>
public abstract class RefusalContract(TestDatabases databases, DatabaseProvider provider) : ShopContract(databases, provider, instances: 1)
{
    private static readonly ProductEdit Edit = new("Lamp", 500, "A new category");
    private static readonly IdempotencyKey Key = new("key", "body");

    private static readonly Dictionary<string, Func<TestShop, Scene, Task<Refusal?>>> Requests = new()
    {
        ["a charge of nothing"] = async (shop, s) => (await shop.ChargeAsync(s.Shopper, 0)).Refusal,
        ["a charge past the limit"] = async (shop, s) => (await shop.ChargeAsync(s.Shopper, 10_000_000)).Refusal,
        ["a charge of a missing account"] = async (shop, _) => (await shop.ChargeAsync(99_999, 1)).Refusal,
        ["a reused key"] = async (shop, s) =>
            (await shop.Get<ChargeWallet>().RunAsync(new(s.Shopper, 2, Key with { Fingerprint = "other" }), default)).Refusal,
        ["an order of nothing"] = async (shop, s) => (await shop.OrderAsync(s.Shopper)).Refusal,
        ["an order of a missing product"] = async (shop, s) => (await shop.OrderAsync(s.Shopper, (s.Cheap, 1), (99_999, 1))).Refusal,
        ["an order of a hidden product"] = async (shop, s) => (await shop.OrderAsync(s.Shopper, (s.Cheap, 1), (s.Hidden, 1))).Refusal,
        ["an order past the stock"] = async (shop, s) => (await shop.OrderAsync(s.Shopper, (s.Cheap, 1), (s.Rare, 2))).Refusal,
        ["an order past the balance"] = async (shop, s) => (await shop.OrderAsync(s.Shopper, (s.Cheap, 1), (s.Dear, 1))).Refusal,
        ["an order at another price"] = async (shop, s) =>
            (await shop.Get<PlaceOrder>().RunAsync(new(s.Shopper, [new(s.Cheap, 1)], 1), default)).Refusal,
        ["an order past the balance, with a key"] = async (shop, s) =>
            (await shop.Get<PlaceOrder>().RunAsync(new(s.Shopper, [new(s.Dear, 1)], Key: Key), default)).Refusal,
        ["a checkout past the balance"] = async (shop, s) => (await shop.CheckoutAsync(s.Shopper)).Refusal,
        ["a checkout at another price"] = async (shop, s) => (await shop.CheckoutAsync(s.Shopper, 1)).Refusal,
        ["a checkout without a cart"] = async (shop, s) => (await shop.CheckoutAsync(s.Stranger)).Refusal,
        ["a second cancellation"] = async (shop, s) => (await shop.CancelAsync(s.Shopper, s.Cancelled)).Refusal,
        ["a cancellation by a stranger"] = async (shop, s) => (await shop.CancelAsync(s.Stranger, s.Paid)).Refusal,
        ["a first addition past the stock"] = async (shop, s) => (await shop.AddToCartAsync(s.Stranger, s.Rare, 2)).Refusal,
        ["an addition of a missing product"] = async (shop, s) => (await shop.AddToCartAsync(s.Shopper, 99_999)).Refusal,
        ["an addition past the stock"] = async (shop, s) => (await shop.AddToCartAsync(s.Shopper, s.Dear, 10)).Refusal,
        ["a removal of what is not there"] = async (shop, s) =>
            (await shop.Get<CartService>().RemoveAsync(CartOwner.Shopper(s.Shopper), 99_999, default)).Refusal,
        ["a change past the stock"] = async (shop, s) =>
            (await shop.Get<CartService>().ChangeQuantityAsync(CartOwner.Shopper(s.Shopper), s.Item, 11, default)).Refusal,
        ["an edit of an old version"] = async (shop, s) => (await shop.EditAsync(s.Cheap, Edit, 99)).Refusal,
        ["an edit of a missing product"] = async (shop, _) => (await shop.EditAsync(99_999, Edit)).Refusal,
        ["a product without a name"] = async (shop, _) => (await shop.CreateAsync(Edit with { Name = " " }, 1)).Refusal,
        ["a stock below zero"] = async (shop, s) => (await shop.MoveStockAsync(s.Cheap, -1000, "lost")).Refusal,
    };

    public static TheoryData<string> Cases => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Changes_nothing(string request)
    {
        await using var shop = await StartAsync(settings: ("Wallet:MaxBalance", "100000"));
        var scene = await ArrangeAsync(shop.First);
        var before = await shop.First.ContentsAsync();

        Assert.NotNull(await Requests[request](shop.First, scene));

        Assert.Equal(before, await shop.First.ContentsAsync());
    }

    private static async Task<Scene> ArrangeAsync(TestShop shop)
    {
        var shopper = await shop.AddShopperAsync(balance: 5000);
        var cheap = await shop.AddProductAsync(stock: 10, price: 100);
        var dear = await shop.AddProductAsync(stock: 10, price: 50_000);
        var paid = (await shop.OrderAsync(shopper, (cheap, 1))).Granted().Order.Id;
        var cancelled = (await shop.OrderAsync(shopper, (cheap, 1))).Granted().Order.Id;
        (await shop.CancelAsync(shopper, cancelled)).Granted();
        var cart = (await shop.AddToCartAsync(shopper, dear, 2)).Granted();
        (await shop.Get<ChargeWallet>().RunAsync(new(shopper, 1, Key), default)).Granted();
        return new(
            shopper,
            await shop.AddShopperAsync(),
            cheap,
            dear,
            await shop.AddProductAsync(stock: 1, price: 100),
            await shop.AddProductAsync(published: false),
            paid,
            cancelled,
            cart.Items[0].ItemId);
    }

    private sealed record Scene(
        long Shopper, long Stranger, long Cheap, long Dear, long Rare, long Hidden, long Paid, long Cancelled, long Item);
}

public sealed class SqliteRefusalTests(TestDatabases databases) : RefusalContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresRefusalTests(TestDatabases databases) : RefusalContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerRefusalTests(TestDatabases databases) : RefusalContract(databases, DatabaseProvider.SqlServer);
