using System.Globalization;

namespace Ecommerce.Tests.Http;

/// <summary>Product reads: a strong ETag, 304 while nothing has changed, and never a copy without asking.</summary>
public sealed class ConditionalGetTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("\"other\",W/\"more\" , W/{0}")]
    [InlineData("*")]
    public async Task A_copy_that_is_still_the_same_is_a_304_without_a_body(string ifNoneMatch)
    {
        foreach (var path in await PathsAsync())
        {
            var first = (await api.Anonymous.Get(path)).Is(200);
            Assert.Matches("^\"[^\"]+\"$", first.ETag); // strong
            Assert.Equal("no-cache", first.Header("Cache-Control"));

            var header = string.Format(CultureInfo.InvariantCulture, ifNoneMatch, first.ETag);
            var again = (await api.Anonymous.Get(path, ("If-None-Match", header))).Is(304);
            Assert.Equal("", again.Text);
            Assert.Equal(first.ETag, again.ETag);
            Assert.Equal("no-cache", again.Header("Cache-Control"));
        }
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("\"other\", W/\"more\"")]
    [InlineData("nonsense")]
    [InlineData("\"unterminated")]
    [InlineData("")]
    public async Task Another_or_an_unreadable_tag_brings_the_whole_answer(string ifNoneMatch)
    {
        foreach (var path in await PathsAsync())
        {
            var answer = (await api.Anonymous.Get(path, ("If-None-Match", ifNoneMatch))).Is(200);
            Assert.Equal("application/json", answer.ContentType);
        }
    }

    [Fact]
    public async Task A_sale_changes_the_tag_of_the_product_and_of_the_lists_it_is_in()
    {
        var product = await api.ProductAsync(stock: 5);
        var shopper = await api.ShopperAsync(10_000);
        foreach (var path in new[] { $"/products/{product}", "/products?limit=100" })
        {
            var before = (await api.Anonymous.Get(path)).ETag!;
            await shopper.OrderAsync(product);
            var after = (await api.Anonymous.Get(path, ("If-None-Match", before))).Is(200);
            Assert.NotEqual(before, after.ETag);
        }

        Assert.Equal(3, (await api.Anonymous.Get($"/products/{product}"))["stock"].GetInt32());
    }

    [Fact]
    public async Task A_product_taken_off_the_shelf_is_404_even_for_who_holds_a_copy()
    {
        var product = await api.ProductAsync();
        var tag = (await api.Anonymous.Get($"/products/{product}")).ETag!;
        await api.EditAsync(product, published: false);
        (await api.Anonymous.Get($"/products/{product}", ("If-None-Match", tag))).IsProblem(404, "product-not-found");
        (await api.Anonymous.Get($"/products/{product}", ("If-None-Match", "*"))).IsProblem(404, "product-not-found");
    }

    [Fact]
    public async Task What_is_personal_is_stored_by_nobody()
    {
        string[] paths =
            ["/balance", "/balance/transactions", "/orders", "/orders/cart", "/orders/0", "/admin/products", "/auth/manage/info"];
        foreach (var path in paths)
            Assert.Equal("no-store", (await api.Admin.Get(path)).Header("Cache-Control"));
        Assert.Contains("no-store", (await api.Admin.Get("/orders?page=0")).Header("Cache-Control"));
        Assert.Contains("no-store", (await api.Anonymous.Get("/balance")).Header("Cache-Control"));
    }

    private async Task<string[]> PathsAsync() =>
        [$"/products/{await api.ProductAsync()}", "/products?search=zzz", "/products?limit=1&sort=price"];
}
