using Ecommerce.Core.Audit;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.Tests.Properties;

/// <summary>
/// Whatever shoppers do in whatever order, the shop agrees with a model of a few lines: two products, one wallet, one cart, and what was
/// ordered.
/// </summary>
public sealed class ShopModelTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly long[] Prices = [30, 70];

    private enum Act
    {
        Charge,
        Order,
        AddToCart,
        Checkout,
        Cancel,
    }

    [Fact]
    public async Task Money_stock_and_cart_follow_the_model()
    {
        var products = new List<long>();
        foreach (var price in Prices) products.Add(await Shop.AddProductAsync(stock: 0, price: price));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Histories().ToArbitrary(), history =>
            Task.Run(() => CompareAsync(products, history)).GetAwaiter().GetResult()));

        await Shop.AssertBooksBalanceAsync();
    }

    private static Gen<(Act Act, int Product, int Number)[]> Histories() =>
        (from act in Gen.Elements(Enum.GetValues<Act>())
         from product in Gen.Choose(0, 1)
         from number in Gen.Choose(1, 6)
         select (act, product, number)).ArrayOf(12);

    private async Task CompareAsync(List<long> products, (Act Act, int Product, int Number)[] history)
    {
        var shopper = await Shop.AddShopperAsync();
        var editor = Shop.Get<Core.Catalog.ProductEditor>();
        var stock = new int[2];
        for (var p = 0; p < 2; p++)
        {
            stock[p] = await Shop.StockAsync(products[p]) + 8;
            (await editor.AdjustStockAsync(Actor.System, products[p], 8, "delivery", default)).Granted();
        }

        var balance = 0L;
        var cart = new int[2];
        var orders = new List<(long Id, int[] Pieces)>();
        foreach (var (act, product, number) in history)
        {
            switch (act)
            {
                case Act.Charge:
                    Assert.True((await Shop.ChargeAsync(shopper, number * 50)).Succeeded);
                    balance += number * 50;
                    break;
                case Act.Order:
                    var pieces = new int[2];
                    pieces[product] = number;
                    Settle(await Shop.OrderAsync(shopper, (products[product], number)), pieces);
                    break;
                case Act.AddToCart:
                    var added = await Shop.AddToCartAsync(shopper, products[product], number);
                    Assert.Equal(cart[product] + number <= stock[product], added.Succeeded);
                    if (added.Succeeded) cart[product] += number;
                    break;
                case Act.Checkout:
                    var bought = await Shop.CheckoutAsync(shopper);
                    if (cart.Sum() == 0) Assert.Equal(new CartEmpty(), bought.Refused());
                    else if (Settle(bought, cart)) cart = new int[2];
                    break;
                case Act.Cancel when orders.Count > 0:
                    var (id, returned) = orders[number % orders.Count];
                    Assert.True((await Shop.CancelAsync(shopper, id)).Succeeded);
                    orders.RemoveAll(o => o.Id == id);
                    balance += Cost(returned);
                    for (var p = 0; p < 2; p++) stock[p] += returned[p];
                    break;
            }

            Assert.Equal(balance, await Shop.BalanceAsync(shopper));
            Assert.Equal((stock[0], stock[1]), (await Shop.StockAsync(products[0]), await Shop.StockAsync(products[1])));
            Assert.Equal(Cost(cart), (await Shop.CartAsync(shopper)).Total);
        }

        bool Settle(Core.Common.Result<OrderReceipt> answer, int[] pieces)
        {
            var possible = pieces[0] <= stock[0] && pieces[1] <= stock[1] && Cost(pieces) <= balance;
            Assert.Equal(possible, answer.Succeeded);
            if (!possible) return false;
            Assert.Equal((Cost(pieces), balance - Cost(pieces)), (answer.Value!.Order.Total, answer.Value.Balance));
            balance -= Cost(pieces);
            for (var p = 0; p < 2; p++) stock[p] -= pieces[p];
            orders.Add((answer.Value.Order.Id, [.. pieces]));
            return true;
        }
    }

    private static long Cost(int[] pieces) => pieces[0] * Prices[0] + pieces[1] * Prices[1];
}
