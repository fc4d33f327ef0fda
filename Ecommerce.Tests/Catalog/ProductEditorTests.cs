using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Catalog;

public sealed class ProductEditorTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly ProductEdit Lamp = new("램프", 1200, "조명", "밝다", "/images/lamp.svg", true, "Lamp", "Bright", "Lighting");

    private ProductEditor Editor => Shop.Get<ProductEditor>();

    [Fact]
    public async Task A_new_product_has_all_it_was_given_and_its_first_movement()
    {
        var made = (await Shop.CreateAsync(Lamp, 7)).Granted();

        Assert.Equal(
            new ProductRecord(
                made.Id, "램프", "Lamp", 1200, 7, "조명", "Lighting", "/images/lamp.svg", "밝다", "Bright", true, 1,
                Clock.GetUtcNow().UtcDateTime)
            {
                Images = made.Images,
            },
            made);
        Assert.Equal([new ImageView(null, "/images/lamp.svg", "", null, null, null)], made.Images);
        Assert.Equal(made, (await Editor.FindAsync(made.Id, default)).Granted() with { Images = made.Images });
        var movement = await Shop.ReadAsync(db => db.StockMovements.SingleAsync());
        Assert.Equal((made.Id, 7, StockReason.Initial, null), (movement.ProductId, movement.Delta, movement.Reason, movement.OrderId));
    }

    [Fact]
    public async Task A_product_without_stock_has_no_movement()
    {
        (await Shop.CreateAsync(Lamp, 0)).Granted();

        Assert.Equal(0, await Shop.ReadAsync(db => db.StockMovements.CountAsync()));
        await Shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task An_edit_counts_the_version_and_a_sale_does_not()
    {
        var shopper = await Shop.AddShopperAsync(balance: 10_000);
        var made = (await Shop.CreateAsync(Lamp, 7)).Granted();

        var edited = (await Shop.EditAsync(made.Id, Lamp with { Price = 1300 }, made.Version)).Granted();
        (await Shop.OrderAsync(shopper, (made.Id, 1))).Granted();
        (await Shop.MoveStockAsync(made.Id, 1, "found")).Granted();

        Assert.Equal((2, 1300, 7), (edited.Version, edited.Price, edited.Stock));
        Assert.Equal(2, (await Editor.FindAsync(made.Id, default)).Granted().Version);
        Assert.Equal(new StaleVersion(2), (await Shop.EditAsync(made.Id, Lamp, made.Version)).Refused());
        Assert.Equal(3, (await Shop.EditAsync(made.Id, Lamp)).Granted().Version);
    }

    [Fact]
    public async Task Two_edits_of_one_version_at_once_leave_one()
    {
        var made = (await Shop.CreateAsync(Lamp, 7)).Granted();

        var edits = await Race.RunAsync(10, i => Shop.EditAsync(made.Id, Lamp with { Name = $"Lamp {i}" }, 1));

        var winner = Assert.Single(edits, e => e.Succeeded).Value!;
        Assert.All(edits.Where(e => !e.Succeeded), e => Assert.Equal(new StaleVersion(2), e.Refusal));
        Assert.Equal(winner, (await Editor.FindAsync(made.Id, default)).Granted() with { Images = winner.Images });
    }

    [Fact]
    public async Task A_new_category_is_made_once_and_found_again()
    {
        var made = await Race.RunAsync(
            10, i => Shop.CreateAsync(Lamp with { Name = $"Lamp {i}", Category = i % 2 == 0 ? "조명" : " 조명 " }, 1));

        Assert.All(made, m => m.Granted());
        var category = Assert.Single(await Shop.Get<ProductQueries>().ListCategoriesAsync(default));
        Assert.Equal(new CategoryView("조명", "Lighting"), category);
        Assert.Equal(10, await Shop.ReadAsync(db => db.Products.CountAsync(p => p.Category.Name == "조명")));
    }

    [Fact]
    public async Task A_category_that_looks_like_another_is_the_same_one()
    {
        var first = (await Shop.CreateAsync(Lamp, 1)).Granted();
        var second = (await Shop.CreateAsync(Lamp with { Category = "\uFEFF조\u200B명\u3164", CategoryEn = "Light\u00ADing" }, 1)).Granted();

        Assert.Equal([new CategoryView("조명", "Lighting")], await Shop.Get<ProductQueries>().ListCategoriesAsync(default));
        foreach (var name in new[] { "조명", " 조명\u200B", "\u110C\u1169명", "Lighting\uFEFF" })
        {
            var filter = new ProductFilter(Category: name);
            Assert.Equal(
                [second.Id, first.Id],
                (await Shop.Get<ProductListCache>().ListAsync(filter, new PageRequest(), default)).Items.Select(p => p.Id));
            Assert.Equal(2, (await Shop.Get<ProductQueries>().ListAsync(filter, new PageRequest(), default)).Total);
        }
    }

    [Fact]
    public async Task Decomposed_text_is_stored_composed_and_trimmed()
    {
        var made = (await Shop.CreateAsync(Lamp with { Name = "  \u1112\u1161\u11ab  ", NameEn = "  " }, 1)).Granted();

        Assert.Equal(("한", null), (made.Name, made.NameEn));
    }

    [Fact]
    public async Task Stock_moves_by_difference_with_a_reason()
    {
        var product = await Shop.AddProductAsync(stock: 5);

        Assert.Equal(8, (await Shop.MoveStockAsync(product, 3, " delivery ")).Granted().Stock);
        Assert.Equal(0, (await Shop.MoveStockAsync(product, -8, "recall")).Granted().Stock);
        Assert.Equal(new InsufficientStock(product, 1, 0), (await Shop.MoveStockAsync(product, -1, "lost")).Refused());

        Assert.Equal(
            [(5, StockReason.Initial), (3, "delivery"), (-8, "recall")],
            await Shop.ReadAsync(async db => (await db.StockMovements.OrderBy(m => m.Id).ToListAsync()).Select(m => (m.Delta, m.Reason))));
        await Shop.AssertBooksBalanceAsync();
    }

    [Theory]
    [InlineData(0, "reason", "delta")]
    [InlineData(1, "", "reason")]
    [InlineData(1, null, "reason")]
    [InlineData(1, "NUL \0", "reason")]
    [InlineData(int.MinValue, "reason", "delta")]
    [InlineData(int.MaxValue, "reason", "delta")]
    [InlineData(Product.MaxStock, "reason", "delta")]
    public async Task Refuses_a_move_that_makes_no_sense(int delta, string? reason, string field)
    {
        var product = await Shop.AddProductAsync(stock: 5);

        var refusal = Assert.IsType<ValidationFailed>((await Shop.MoveStockAsync(product, delta, reason)).Refused());

        Assert.Equal([field], refusal.Errors.Keys);
        Assert.Equal(5, await Shop.StockAsync(product));
    }

    [Fact]
    public async Task Refuses_what_does_not_exist()
    {
        Assert.Equal(new ProductNotFound([99_999]), (await Editor.FindAsync(99_999, default)).Refused());
        Assert.Equal(new ProductNotFound([99_999]), (await Shop.EditAsync(99_999, Lamp)).Refused());
        Assert.Equal(new ProductNotFound([99_999]), (await Shop.MoveStockAsync(99_999, 1, "found")).Refused());
    }

    [Fact]
    public async Task Lists_unpublished_products_too_newest_first()
    {
        var (shown, hidden) = (await Shop.AddProductAsync(name: "램프 A"), await Shop.AddProductAsync(name: "램프 B", published: false));
        await Shop.AddProductAsync(name: "책상");

        var found = await Shop.Get<ProductAdminQueries>().ListAsync(new("램프"), new PageRequest(), default);

        Assert.Equal([(hidden, false), (shown, true)], found.Items.Select(p => (p.Id, p.Published)));
        Assert.Equal(3, (await Shop.Get<ProductAdminQueries>().ListAsync(new(), new PageRequest(1, 1), default)).Total);
    }
}
