using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Carts;

/// <summary>What becomes of a guest's cart at log-in.</summary>
public sealed class MergeGuestCartTests(TestDatabases databases) : ShopTests(databases)
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private CartService Carts => Shop.Get<CartService>();

    [Fact]
    public async Task Takes_over_what_the_shopper_does_not_have()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5, name: "찻잔", nameEn: "Tea cup"));
        await CollectAsync(product, 3);

        var line = Assert.Single((await MergeAsync(shopper)).Lines);

        Assert.Equal(new MergedLine(product, "찻잔", "Tea cup", Wanted: 3, Added: 3, InCart: 3, MergeOutcome.Added), line);
        Assert.Equal(3, Assert.Single((await Shop.CartAsync(shopper)).Items).Quantity);
    }

    [Fact]
    public async Task Adds_up_what_both_have_as_far_as_the_stock_goes()
    {
        var shopper = await Shop.AddShopperAsync();
        var (enough, short5) = (await Shop.AddProductAsync(stock: 10), await Shop.AddProductAsync(stock: 5));
        foreach (var product in new[] { enough, short5 })
        {
            (await Shop.AddToCartAsync(shopper, product, 3)).Granted();
            await CollectAsync(product, 4);
        }

        var merged = await MergeAsync(shopper);

        Assert.Equal([(4, 7, MergeOutcome.Added), (2, 5, MergeOutcome.Capped)], merged.Lines.Select(l => (l.Added, l.InCart, l.Outcome)));
        Assert.Equal(short5, Assert.Single(merged.Changes).ProductId);
        Assert.Equal([7, 5], (await Shop.CartAsync(shopper)).Items.Select(i => i.Quantity));
    }

    [Fact]
    public async Task Never_takes_from_the_shopper_when_stock_has_fallen()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 9));
        (await Shop.AddToCartAsync(shopper, product, 6)).Granted();
        await CollectAsync(product, 2);
        await Shop.MoveStockAsync(product, -5, "damaged");

        var line = Assert.Single((await MergeAsync(shopper)).Lines);

        Assert.Equal((0, 6, MergeOutcome.Capped), (line.Added, line.InCart, line.Outcome));
        Assert.Equal(6, Assert.Single((await Shop.CartAsync(shopper)).Items).Quantity);
    }

    [Fact]
    public async Task Caps_at_the_most_pieces_a_cart_takes_of_a_product()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5000));
        (await Shop.AddToCartAsync(shopper, product, 600)).Granted();
        await CollectAsync(product, 600);

        var line = Assert.Single((await MergeAsync(shopper)).Lines);

        Assert.Equal((399, OrderLimits.MaxQuantity, MergeOutcome.Capped), (line.Added, line.InCart, line.Outcome));
    }

    [Fact]
    public async Task Drops_what_can_no_longer_be_bought_and_says_so()
    {
        var shopper = await Shop.AddShopperAsync();
        var (hidden, gone, fine) = (await Shop.AddProductAsync(), await Shop.AddProductAsync(stock: 1), await Shop.AddProductAsync());
        foreach (var product in new[] { hidden, gone, fine }) await CollectAsync(product, 1);
        await UnpublishAsync(hidden);
        await Shop.MoveStockAsync(gone, -1, "lost");

        var merged = await MergeAsync(shopper);

        Assert.Equal([MergeOutcome.NotForSale, MergeOutcome.SoldOut, MergeOutcome.Added], merged.Lines.Select(l => l.Outcome));
        Assert.Equal(fine, Assert.Single((await Shop.CartAsync(shopper)).Items).ProductId);
    }

    [Fact]
    public async Task Drops_what_makes_more_lines_than_a_cart_holds()
    {
        var shopper = await Shop.AddShopperAsync();
        var mine = new List<long>();
        while (mine.Count < OrderLimits.MaxLines) mine.Add(await Shop.AddProductAsync());
        foreach (var product in mine) (await Shop.AddToCartAsync(shopper, product)).Granted();
        await CollectAsync(mine[0], 1);
        await CollectAsync(await Shop.AddProductAsync(), 1);

        var merged = await MergeAsync(shopper);

        Assert.Equal([MergeOutcome.Added, MergeOutcome.CartFull], merged.Lines.Select(l => l.Outcome));
        Assert.Equal(OrderLimits.MaxLines, (await Shop.CartAsync(shopper)).Items.Count);
    }

    [Fact]
    public async Task Still_tells_that_a_price_has_changed_since_the_guest_saw_it()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(price: 100));
        await CollectAsync(product, 1);
        var now = (await Shop.Get<ProductEditor>().FindAsync(product, default)).Granted();
        (await Shop.EditAsync(product, new ProductEdit(now.Name, 150, now.Category, Published: true), now.Version)).Granted();

        await MergeAsync(shopper);

        var line = Assert.Single((await Shop.CartAsync(shopper)).Items);
        Assert.Equal((100, 150), (line.PriceSeen, line.UnitPrice));
    }

    [Fact]
    public async Task Once_merged_there_is_nothing_left_to_merge()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync());
        await CollectAsync(product, 2);
        await MergeAsync(shopper);

        Assert.Empty((await MergeAsync(shopper)).Lines);
        Assert.Empty((await Carts.GetAsync(CartOwner.Guest(Key), default)).Items);
        Assert.Equal(2, Assert.Single((await Shop.CartAsync(shopper)).Items).Quantity);
    }

    [Fact]
    public async Task An_account_that_is_gone_gets_nothing_and_the_guest_keeps_his_cart()
    {
        await CollectAsync(await Shop.AddProductAsync(), 1);

        Assert.Equal(new AccountNotFound(), (await Shop.Get<MergeGuestCart>().RunAsync(Key, 4711, default)).Refused());
        Assert.Single((await Carts.GetAsync(CartOwner.Guest(Key), default)).Items);
    }

    private async Task CollectAsync(long product, int quantity) =>
        (await Carts.AddAsync(CartOwner.Guest(Key), product, quantity, default)).Granted();

    private async Task<CartMerge> MergeAsync(long shopper) => (await Shop.Get<MergeGuestCart>().RunAsync(Key, shopper, default)).Granted();

    private async Task UnpublishAsync(long product)
    {
        var now = (await Shop.Get<ProductEditor>().FindAsync(product, default)).Granted();
        (await Shop.EditAsync(product, new ProductEdit(now.Name, now.Price, now.Category, Published: false), now.Version)).Granted();
    }
}
