using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Idempotency;

public sealed class IdempotentEffectTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly IdempotencyKey Key = new("key", "body");

    [Fact]
    public async Task The_second_time_answers_what_the_first_did()
    {
        var shopper = await Shop.AddShopperAsync();
        var first = (await ChargeAsync(shopper, 100, Key)).Granted();
        (await Shop.ChargeAsync(shopper, 7)).Granted();

        var second = (await ChargeAsync(shopper, 100, Key)).Granted();

        Assert.Equal((false, true), (first.Replayed, second.Replayed));
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(107, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task An_orders_answer_survives_its_storage_whole()
    {
        var shopper = await Shop.AddShopperAsync(balance: 1000);
        var product = await Shop.AddProductAsync(price: 100, name: "램프 \"L\" <&>", nameEn: "Lamp");
        var request = new PlaceOrderRequest(shopper, [new(product, 2)], Key: Key);

        var first = (await Shop.Get<PlaceOrder>().RunAsync(request, default)).Granted();
        var second = (await Shop.Get<PlaceOrder>().RunAsync(request, default)).Granted();

        Assert.Equal(Answers.Json(first.Value), Answers.Json(second.Value));
        Assert.Equal(DateTimeKind.Utc, second.Value.Order.PlacedAt.Kind);
    }

    [Fact]
    public async Task Another_body_under_the_key_is_refused()
    {
        var shopper = await Shop.AddShopperAsync();
        (await ChargeAsync(shopper, 100, Key)).Granted();

        Assert.Equal(new IdempotencyKeyReused(), (await ChargeAsync(shopper, 200, Key with { Fingerprint = "other" })).Refused());
    }

    [Fact]
    public async Task A_key_belongs_to_one_shopper_and_one_operation()
    {
        var (one, other) = (await Shop.AddShopperAsync(), await Shop.AddShopperAsync());
        var product = await Shop.AddProductAsync(price: 10);

        Assert.False((await ChargeAsync(one, 100, Key)).Granted().Replayed);
        Assert.False((await ChargeAsync(other, 100, Key)).Granted().Replayed);
        Assert.False((await Shop.Get<PlaceOrder>().RunAsync(new(one, [new(product, 1)], Key: Key), default)).Granted().Replayed);
    }

    [Fact]
    public async Task A_key_of_a_cancellation_belongs_to_its_order()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(price: 10));
        for (var i = 0; i < 2; i++)
        {
            var order = (await Shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
            Assert.Equal(order, (await Shop.Get<CancelOrder>().RunAsync(new(shopper, order, Key), default)).Granted().Value.Order.Id);
        }
    }

    [Fact]
    public async Task A_refused_request_may_try_again_under_its_key()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(price: 100));
        var request = new PlaceOrderRequest(shopper, [new(product, 1)], Key: Key);
        Assert.IsType<InsufficientBalance>((await Shop.Get<PlaceOrder>().RunAsync(request, default)).Refused());
        (await Shop.ChargeAsync(shopper, 100)).Granted();

        Assert.False((await Shop.Get<PlaceOrder>().RunAsync(request, default)).Granted().Replayed);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_stored()
    {
        (await ChargeAsync(await Shop.AddShopperAsync(), 100, null)).Granted();

        Assert.Equal(0, await Shop.ReadAsync(db => db.IdempotencyRecords.CountAsync()));
    }

    private Task<Result<Idempotent<ChargeReceipt>>> ChargeAsync(long shopper, long amount, IdempotencyKey? key) =>
        Shop.Get<ChargeWallet>().RunAsync(new(shopper, amount, key), default);
}
