using System.Text;

namespace Ecommerce.Tests.Http;

/// <summary>What anybody may read of the catalog; the same on every database.</summary>
public abstract class ProductContract(ApiFixture api) : ApiContract(api)
{
    /// <summary>A word that only this test's products contain.</summary>
    private readonly string mark = $"표시{Guid.NewGuid():N}";

    [Fact]
    public async Task A_product_is_shown_with_all_that_a_client_needs()
    {
        var made = (await Api.Admin.Post("/admin/products", new
        {
            name = "머그컵 🍵",
            nameEn = "Mug 🍵",
            price = 15_000,
            stock = 3,
            category = $"주방 {mark}",
            categoryEn = $"Kitchen {mark}",
            description = "손으로 빚은 <머그>\n\"컵\"",
            imageUrl = "/images/products/mug.svg",
        })).Is(201);
        var product = (await Api.Anonymous.Get($"/products/{made["id"]}")).Is(200);
        Assert.Equal("머그컵 🍵", product["name"].GetString());
        Assert.Equal("Mug 🍵", product["nameEn"].GetString());
        Assert.Equal((15_000, 3), (product["price"].GetInt64(), product["stock"].GetInt32()));
        Assert.Equal($"주방 {mark}", product["category"].GetString());
        Assert.Equal("/images/products/mug.svg", product["imageUrl"].GetString());
        Assert.Equal("손으로 빚은 <머그>\n\"컵\"", product["description"].GetString());

        var listed = Assert.Single((await ListAsync($"search={mark}")).Items);
        foreach (var member in new[] { "id", "name", "price", "stock", "category", "imageUrl" })
            Assert.Equal(product[member].GetRawText(), listed.GetProperty(member).GetRawText());
        Assert.Contains("머그컵", product.Text); // not escaped
    }

    [Fact]
    public async Task Lists_are_sorted_and_ties_are_broken_by_id()
    {
        await AddAsync(("나", 300, 1), ("가", 100, 0), ("다", 100, 1), ("라", 200, 1));
        Assert.Equal("라다가나", await NamesAsync(""));
        Assert.Equal("라다가나", await NamesAsync("&sort=newest"));
        Assert.Equal("가다라나", await NamesAsync("&sort=price"));
        Assert.Equal("나라다가", await NamesAsync("&sort=-price"));
        Assert.Equal("가나다라", await NamesAsync("&sort=name"));
        Assert.Equal("라다나", await NamesAsync("&inStock=true"));
        Assert.Equal("라다가나", await NamesAsync("&inStock=false"));
    }

    [Theory]
    [InlineData("sort=cheap", "sort")]
    [InlineData("sort=Newest", "sort")]
    [InlineData("sort=price&sort=name", "sort")]
    [InlineData("inStock=yes", "inStock")]
    [InlineData("inStock=1", "inStock")]
    [InlineData("inStock=true&inStock=false", "inStock")]
    public async Task An_unknown_sort_or_filter_is_refused(string query, string field) => (await ListAsync(query)).Blames(field);

    [Fact]
    public async Task Texts_of_a_search_have_up_to_200_characters()
    {
        (await ListAsync($"search={new string('x', 200)}&category={new string('x', 200)}")).Is(200);
        (await ListAsync($"search={new string('x', 201)}&category={new string('x', 201)}")).Blames("search", "category");
        (await ListAsync("search=&category=")).Is(200);
        (await ListAsync("search=%20%20&unknown=1")).Is(200);
    }

    [Theory]
    [InlineData("원두", "고소한 원두커피", true)]
    [InlineData("커피", "고소한 원두커피", true)]
    [InlineData("두커", "고소한 원두커피", true)]
    [InlineData("홍차", "고소한 원두커피", false)]
    [InlineData("원두 고소한", "고소한 원두커피", true)]
    [InlineData("원두 홍차", "고소한 원두커피", false)]
    [InlineData("COFFEE", "Fresh coffee beans", true)]
    [InlineData("bean fresh", "Fresh coffee beans", true)]
    [InlineData("ｃｏｆｆｅｅ", "Fresh coffee beans", true)]
    [InlineData("100%", "100% wool", true)]
    [InlineData("100%", "1000 wool", false)]
    [InlineData("a_b", "a_b", true)]
    [InlineData("a_b", "axb", false)]
    [InlineData("[ab]", "a", false)]
    [InlineData("[ab]", "x[ab]y", true)]
    [InlineData("a\\b", "a\\b", true)]
    [InlineData("*", "star", false)]
    [InlineData("it's", "It's here", true)]
    [InlineData("'; DROP TABLE products; --", "x", false)]
    [InlineData("🍵", "tea 🍵", true)]
    public async Task A_search_finds_what_contains_all_its_words(string search, string name, bool found)
    {
        (await Api.Admin.Post("/admin/products", new { name, price = 1, stock = 1, category = mark })).Is(201);
        foreach (var asked in new[] { search, search.Normalize(NormalizationForm.FormD) })
        {
            var answer = (await ListAsync($"search={Uri.EscapeDataString($"{mark} {asked}")}")).Is(200);
            Assert.Equal(found ? 1 : 0, answer["total"].GetInt32());
            Assert.Equal(
                found ? 1 : 0,
                (await Api.Admin.Get($"/admin/products?search={Uri.EscapeDataString($"{mark} {asked}")}")).Is(200)["total"].GetInt32());
        }
    }

    [Fact]
    public async Task A_category_is_found_by_its_name_in_either_language()
    {
        var product = new { name = "x", price = 1, stock = 1, category = $"찻잔 {mark}", categoryEn = $"Cups {mark}" };
        (await Api.Admin.Post("/admin/products", product)).Is(201);
        foreach (var name in new[] { $"찻잔 {mark}", $"Cups {mark}", $" 찻잔 {mark} ", $"찻잔 {mark}".Normalize(NormalizationForm.FormD) })
            Assert.Single((await ListAsync($"category={Uri.EscapeDataString(name)}")).Is(200).Items);
        Assert.Empty((await ListAsync($"category={mark}")).Is(200).Items);
    }

    [Fact]
    public async Task What_is_not_published_is_nowhere()
    {
        await AddAsync(("나", 300, 1));
        var id = (await ListAsync($"search={mark}")).Items.Single().GetProperty("id").GetInt64();
        await Api.EditAsync(id, published: false);
        var shopper = await Api.ShopperAsync(1000);

        (await Api.Anonymous.Get($"/products/{id}")).IsProblem(404, "product-not-found");
        foreach (var query in new[] { $"search={mark}", $"category={mark}", "limit=100", "limit=100&sort=name", "limit=100&sort=price" })
            Assert.DoesNotContain((await ListAsync(query)).Items, p => p.GetProperty("id").GetInt64() == id);
        AssertNamesProduct(
            id, (await shopper.Post("/orders/cart", new { productId = id, quantity = 1 })).IsProblem(404, "product-not-found"));
        AssertNamesProduct(
            id,
            (await shopper.Post("/orders", new { items = new[] { new { productId = id, quantity = 1 } } }))
                .IsProblem(404, "product-not-found"));

        await Api.EditAsync(id, published: true);
        (await Api.Anonymous.Get($"/products/{id}")).Is(200);
    }

    [Fact]
    public async Task Stock_is_exact_right_after_each_sale()
    {
        var product = await Api.ProductAsync(stock: 5, price: 10);
        var shopper = await Api.ShopperAsync(1000);
        for (var left = 4; left >= 0; left--)
        {
            await shopper.OrderAsync(product);
            Assert.Equal(left, (await Api.Anonymous.Get($"/products/{product}"))["stock"].GetInt32());
        }
    }

    private static void AssertNamesProduct(long id, Answer answer) =>
        Assert.Equal([id], answer["productIds"].EnumerateArray().Select(i => i.GetInt64()));

    private Task<Answer> ListAsync(string query) => Api.Anonymous.Get($"/products?{query}");

    private async Task<string> NamesAsync(string query) =>
        string.Concat((await ListAsync($"search={mark}{query}")).Is(200).Items.Select(i => i.GetProperty("name").GetString()));

    private async Task AddAsync(params (string Name, long Price, int Stock)[] products)
    {
        foreach (var (name, price, stock) in products)
            (await Api.Admin.Post("/admin/products", new { name, price, stock, category = mark })).Is(201);
    }
}

public sealed class ProductTests(ApiFixture api) : ProductContract(api), IClassFixture<ApiFixture>;

public sealed class PostgresProductTests(PostgresApiFixture api) : ProductContract(api), IClassFixture<PostgresApiFixture>;
