using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin;
using Ecommerce.Web.Admin.Products;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Ecommerce.Tests.Admin;

public sealed class ProductPanelTests(TestDatabases databases) : AdminPanelTests(databases)
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

        var made = Assert.Single((await Shop.Get<ProductAdminQueries>().ListAsync(new ProductAdminFilter(), new(), default)).Items);
        Assert.Equal(
            ("참나무 의자", "Oak chair", 45_000L, 7, "가구", false),
            (made.Name, made.NameEn, made.Price, made.Stock, made.Category, made.Published));
        Assert.EndsWith($"/manage/products/{made.Id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal([new CategoryView("가구", "Furniture")], await Shop.Get<ProductAdminQueries>().ListCategoriesAsync(default));
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

        Assert.Equal(["price", "stock", "category", "imageUrl"], form.FindAll("[aria-invalid=true]").Select(e => e.Id));
        Assert.Contains("price-error", form.Find("#price").GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Contains("₩1부터 ₩1,000,000,000까지", form.Find("#price-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("의자", form.Find("#name").GetAttribute("value"));
        Assert.Equal(0, (await Shop.Get<ProductAdminQueries>().ListAsync(new ProductAdminFilter(), new(), default)).Total);
    }

    [Fact]
    public async Task Never_overwrites_what_another_admin_saved_in_the_meantime()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(name: "의자", price: 100);
        var form = Render<ProductForm>(p => p.Add(f => f.Existing, FindAsync(id).Result));
        Assert.True((await Shop.EditAsync(id, new ProductEdit("남의 의자", 200, "가구"))).Succeeded);
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

    [Theory]
    [InlineData("USD", "25", 2_500)]
    [InlineData("USD", "25.5", 2_550)]
    [InlineData("KRW", "25", 25)]
    [InlineData("USD", "25.555", 0)]
    [InlineData("KRW", "25.5", 0)]
    [InlineData("USD", "79228162514264337593543950335", 0)]
    [InlineData("USD", "1,250.50", 125_050)]
    [InlineData("KRW", "\uFEFF２５", 25)]
    [InlineData("KRW", "", 0)]
    public void A_price_is_typed_in_the_currencys_own_decimals(string currency, string typed, long stored) =>
        Assert.Equal(stored, new ProductInput { Price = typed }.ToEdit(currency).Price);

    [Fact]
    public void A_price_is_shown_as_it_is_typed()
    {
        var product = new ProductRecord(1, "의자", null, 2_500, 1, "가구", null, null, "", null, true, default, default);
        Assert.Equal("25.00", ProductInput.Of(product, "USD").Price);
    }

    /// <summary>A field of type number follows the wheel, and one that formats shows an amount that was not typed.</summary>
    [Fact]
    public async Task Numbers_stand_in_their_fields_as_they_were_typed()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync();
        var (form, panel) = (Render<ProductForm>(), Render<StockPanel>(p => p.Add(s => s.ProductId, id)));
        form.Find("#price").Change("12000.5");
        form.Find("#stock").Change("1,000");
        panel.Find("#delta").Change("1.5");
        await form.Find("form").SubmitAsync();

        Assert.Equal(
            [("text", "12000.5"), ("text", "1,000"), ("text", "1.5")],
            new[] { form.Find("#price"), form.Find("#stock"), panel.Find("#delta") }
                .Select(f => (f.GetAttribute("type"), f.GetAttribute("value"))));
        Assert.Equal("true", form.Find("#price").GetAttribute("aria-invalid"));
        Assert.NotEqual("true", form.Find("#stock").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task What_was_typed_on_after_saving_stays()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(name: "의자");
        var form = Render<ProductForm>(p => p.Add(f => f.Existing, FindAsync(id).Result));
        form.Find("#name").Change("  의자 둘 ");
        await form.Find("form").SubmitAsync();
        form.Find("#description").Change("새 설명");

        form.Render();

        Assert.Equal("의자 둘", (await FindAsync(id)).Name);
        Assert.Equal(("  의자 둘 ", "새 설명"), (form.Find("#name").GetAttribute("value"), form.Find("#description").GetAttribute("value")));
    }

    [Fact]
    public void A_search_field_is_written_into_only_when_a_link_leads_to_another_search()
    {
        var search = Render<ListSearch>(
            p => p.Add(s => s.Action, "/manage/products").Add(s => s.Name, "search").Add(s => s.Label, "찾기").Add(s => s.Value, ""));
        var field = search.FindComponent<MudTextField<string>>().Instance;
        search.Find("input[type=search]").Change("도마");

        search.Render(p => p.Add(s => s.Value, "도마")); // the address follows; by then more may have been typed
        Assert.Same(field, search.FindComponent<MudTextField<string>>().Instance);

        search.Render(p => p.Add(s => s.Value, (string?)null)); // "show all products"
        Assert.NotSame(field, search.FindComponent<MudTextField<string>>().Instance);
        Assert.True(string.IsNullOrEmpty(search.Find("input[type=search]").GetAttribute("value")));
    }

    private async Task<ProductRecord> FindAsync(long id) => (await Shop.Get<ProductEditor>().FindAsync(id, default)).Value!;
}
