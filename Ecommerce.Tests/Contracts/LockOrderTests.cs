using Ecommerce.Core.Carts;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>Locks that are asked for out of their order are a bug that shows at once, not once in a thousand races.</summary>
public sealed class LockOrderTests(TestDatabases databases) : ShopTests(databases)
{
    [Fact]
    public async Task A_lock_that_comes_earlier_is_refused_while_a_later_one_is_held()
    {
        var shopper = await Shop.AddShopperAsync();
        long[] products = [await Shop.AddProductAsync(), await Shop.AddProductAsync()];
        (await Shop.AddToCartAsync(shopper, products[0])).Granted();

        await RunAsync(async (locks, token) =>
        {
            await locks.CartAsync(CartOwner.Shopper(shopper), token);
            await Assert.ThrowsAsync<InvalidOperationException>(() => locks.WalletAsync(shopper, token));
            await locks.ProductAsync(products[1], token);
            await Assert.ThrowsAsync<InvalidOperationException>(() => locks.CartAsync(CartOwner.Shopper(shopper), token));
            await Assert.ThrowsAsync<InvalidOperationException>(() => locks.ProductAsync(products[0], token));
            await Assert.ThrowsAsync<InvalidOperationException>(() => locks.ForBatchAsync([Members.Of(shopper, products)], token));
            await locks.AuditHeadAsync(token);
            await Assert.ThrowsAsync<InvalidOperationException>(() => locks.ProductAsync(products[1], token));
        });
    }

    [Fact]
    public async Task Ids_that_no_product_has_are_in_order_as_well() =>
        await RunAsync(async (locks, token) => Assert.Empty(await locks.ProductsAsync([0, -5, long.MinValue, 999_999_999], token)));

    [Fact]
    public async Task What_is_not_there_is_not_held()
    {
        var shopper = await Shop.AddShopperAsync();

        await RunAsync(async (locks, token) =>
        {
            Assert.Null(await locks.CartAsync(CartOwner.Shopper(shopper), token));
            Assert.NotNull(await locks.WalletAsync(shopper, token));
        });
    }

    private async Task RunAsync(Func<RowLocks, CancellationToken, Task> take) =>
        (await Shop.Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                await take(unit.Locks, token);
                return true;
            },
            default)).Granted();
}
