using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Carts;

/// <summary>
/// "Add to cart" as a browser without scripts sends it: the form is answered by the way back, and the page tells what became of it.
/// </summary>
public sealed partial class AddToCartFormTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?sort=price&page=2")]
    [InlineData("/catalog/1")]
    public async Task A_guest_puts_a_product_in_and_comes_back_to_where_it_was(string address)
    {
        var visitor = pages.Visitor();
        var product = await ProductAsync(stock: 5);

        (await AddAsync(visitor, address, product)).IsRedirectTo($"{address}#product-{product}");

        var page = await visitor.OpenAsync(address);
        Assert.Contains("이름, 장바구니에 담았어요.", page.Text);
        Assert.Equal(1, CountOf(page));
        Assert.DoesNotContain("장바구니에 담았어요.", (await visitor.OpenAsync(address)).Text);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\uFEFF３\u200B")]
    public async Task A_shopper_asks_for_several(string quantity)
    {
        var visitor = await pages.Visitor().RegisterAsync();
        var product = await ProductAsync(stock: 5);

        await AddAsync(visitor, $"/catalog/{product}", product, ("quantity", quantity));

        Assert.Equal(3, CountOf(await visitor.OpenAsync("/")));
    }

    [Theory]
    [InlineData("99", "지금은 41개까지 살 수 있어요.")]
    [InlineData("0", "1개부터 999개까지 담을 수 있어요.")]
    [InlineData("", "1개부터 999개까지 담을 수 있어요.")]
    [InlineData("-5", "1개부터 999개까지 담을 수 있어요.")]
    [InlineData("many", "1개부터 999개까지 담을 수 있어요.")]
    public async Task A_quantity_that_cannot_be_had_is_refused_in_words(string quantity, string words)
    {
        var visitor = pages.Visitor();
        var product = await ProductAsync(stock: 41);

        await AddAsync(visitor, $"/catalog/{product}", product, ("quantity", quantity));

        var page = await visitor.OpenAsync($"/catalog/{product}");
        Assert.Contains(words, page.Text);
        Assert.Equal(0, CountOf(page));
    }

    [Fact]
    public async Task A_product_that_is_not_there_is_refused_and_no_way_leads_to_another_site()
    {
        var visitor = pages.Visitor();

        (await AddAsync(visitor, "/", 999_999, ("returnUrl", "//evil.example"))).IsRedirectTo("/#product-999999");

        Assert.Contains("더 이상 판매하지 않는 상품이에요.", (await visitor.OpenAsync("/")).Text);
    }

    [Fact]
    public async Task A_form_that_is_not_from_a_page_of_the_visitors_is_refused()
    {
        var visitor = pages.Visitor();
        await visitor.OpenAsync("/");
        var answer = await visitor.Http.PostAsync("/cart/add", new FormUrlEncodedContent([new("productId", "1")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<Page> AddAsync(Visitor visitor, string address, long product, params (string Name, string Value)[] values)
    {
        var page = await visitor.OpenAsync(address);
        var form = Form().Match(page.Html).Value;
        var fields = HiddenInput().Matches(form)
            .ToDictionary(m => WebUtility.HtmlDecode(m.Groups[1].Value), m => WebUtility.HtmlDecode(m.Groups[2].Value));
        fields["productId"] = $"{product}";
        foreach (var (name, value) in values) fields[name] = value;
        return await Page.OfAsync(await visitor.Http.PostAsync("/cart/add", new FormUrlEncodedContent(fields)));
    }

    /// <summary>The number in the header.</summary>
    private static int CountOf(Page page) =>
        int.Parse(Badge().Match(page.Html).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<long> ProductAsync(int stock) => (await pages.Shop.Services.GetRequiredService<ProductEditor>()
        .CreateAsync(Actor.System, new ProductEdit("이름", 1_000, "분류", Published: true), stock, default)).Granted().Id;

    [GeneratedRegex("""<form method="post" action="/cart/add".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)" />""")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("장바구니, 상품 (\\d+)개")]
    private static partial Regex Badge();
}
