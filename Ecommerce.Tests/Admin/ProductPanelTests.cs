using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Products;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Admin;

public sealed class ProductPanelTests(TestDatabases databases) : ManagePanelTests(databases)
{
    [Fact]
    public async Task Makes_a_product_in_both_languages_and_goes_on_to_it()
    {
        await LogInAdminAsync();
        var form = Render<ProductForm>();
        form.Find("#name").Change("참나무 의자");
        form.Find("#nameEn").Change("Oak chair");
        form.Find("#price").Change("45000");
        form.Find("#stock").Change("7");
        form.Find("#category").Change("가구");
        form.Find("#categoryEn").Change("Furniture");
        form.Find("input[type=checkbox]").Change(false);

        await form.Find("form").SubmitAsync();

        var made = Assert.Single((await Shop.Get<ProductShelf>().ListAsync(new ShelfFilter(), new(), default)).Items);
        Assert.Equal(("참나무 의자", "Oak chair", 45_000L, 7, "가구", false), (made.Name, made.NameEn, made.Price, made.Stock, made.Category, made.Published));
        Assert.EndsWith($"/manage/products/{made.Id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal([new CategoryView("가구", "Furniture")], await Shop.Get<ProductShelf>().ListCategoriesAsync(default));
    }

    [Fact]
    public async Task Says_beside_each_field_what_is_wrong_and_keeps_what_was_typed()
    {
        await LogInAdminAsync();
        var form = Render<ProductForm>();
        form.Find("#name").Change("의자");
        form.Find("#price").Change("0");
        form.Find("#stock").Change("-1");
        form.Find("#imageUrl").Change("javascript:alert(1)");

        await form.Find("form").SubmitAsync();

        Assert.Equal(
            ["price-note", "stock-note", "category-note", "imageUrl-note"], form.FindAll(".field-error").Select(e => e.Id));
        Assert.Equal("true", form.Find("#price").GetAttribute("aria-invalid"));
        Assert.Null(form.Find("#name").GetAttribute("aria-invalid"));
        Assert.Equal("의자", form.Find("#name").GetAttribute("value"));
        Assert.Equal(0, (await Shop.Get<ProductShelf>().ListAsync(new ShelfFilter(), new(), default)).Total);
    }

    [Fact]
    public async Task Never_overwrites_what_another_admin_saved_in_the_meantime()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(name: "의자", price: 100);
        var form = Render<ProductForm>(p => p.Add(f => f.Existing, FindAsync(id).Result));
        Assert.True((await Shop.Get<ProductEditor>().UpdateAsync(id, new ProductEdit("남의 의자", 200, "가구"), null, default)).Succeeded);
        form.Find("#price").Change("300");

        await form.Find("form").SubmitAsync();

        Assert.Contains("다른 관리자가", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(("남의 의자", 200L), ((await FindAsync(id)).Name, (await FindAsync(id)).Price));

        await form.Find("[role=alert] button").ClickAsync();
        Assert.Equal("남의 의자", form.Find("#name").GetAttribute("value"));
        form.Find("#price").Change("300");
        await form.Find("form").SubmitAsync();
        Assert.Equal(("남의 의자", 300L), ((await FindAsync(id)).Name, (await FindAsync(id)).Price));
    }

    [Fact]
    public async Task Moves_the_stock_by_a_difference_with_a_reason()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(stock: 5);
        var panel = Render<StockPanel>(p => p.Add(s => s.ProductId, id));

        panel.Find("#delta").Change("-6");
        panel.Find("#reason").Change("파손");
        await panel.Find("form").SubmitAsync();
        Assert.Contains("지금 재고는 5개", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        panel.Find("#delta").Change("-2");
        await panel.Find("form").SubmitAsync();
        Assert.Empty(panel.FindAll("[role=alert]"));
        Assert.Equal(3, await Shop.StockAsync(id));
        Assert.Equal(["-2", "+5"], panel.FindAll(".movements .delta").Select(e => e.TextContent));
        Assert.Contains("파손", panel.Find(".movements").TextContent, StringComparison.Ordinal);

        await panel.Find("form").SubmitAsync();
        Assert.Contains("0이 아닌 정수와 이유", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_can_be_clicked_before_it_is_interactive()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync();
        Prerender();

        var panel = Render<StockPanel>(p => p.Add(s => s.ProductId, id));
        var form = Render<ProductForm>();

        Assert.Equal("false", panel.Find("[data-interactive]").GetAttribute("data-interactive"));
        Assert.True(panel.Find("button").HasAttribute("disabled"));
        Assert.True(form.Find("fieldset").HasAttribute("disabled"));
    }

    private async Task<ProductRecord> FindAsync(long id) => (await Shop.Get<ProductEditor>().FindAsync(id, default)).Value!;
}
