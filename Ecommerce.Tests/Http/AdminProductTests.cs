namespace Ecommerce.Tests.Http;

/// <summary>What an admin does to products. (Who may: <see cref="BearerOnlyTests"/>.)</summary>
public sealed class AdminProductTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly object Edit = new { name = "Edited", price = 5, category = "Things" };

    [Fact]
    public async Task A_new_product_says_where_it_is_and_can_be_read_there()
    {
        var made = (await api.Admin.Post("/admin/products", new
        {
            name = "  Pen  ",
            price = 1200,
            stock = 7,
            category = "Stationery",
            categoryEn = "Paper and pens",
            description = "Writes",
            imageUrl = "https://example.com/pen.png",
            published = false,
        })).Is(201);

        Assert.Equal($"/admin/products/{made["id"]}", made.Header("Location"));
        Assert.Matches("^\"[^\"]+\"$", made.ETag);
        var read = (await api.Admin.Get(made.Header("Location")!)).Is(200);
        Assert.Equal((made.ETag, made.Text), (read.ETag, read.Text));
        Assert.Equal("Pen", read["name"].GetString());
        Assert.Equal((1200, 7), (read["price"].GetInt64(), read["stock"].GetInt32()));
        Assert.Equal(("Stationery", "Writes"), (read["category"].GetString(), read["description"].GetString()));
        Assert.Equal("Paper and pens", read["categoryEn"].GetString());
        Assert.Equal("https://example.com/pen.png", read["imageUrl"].GetString());
        Assert.False(read["published"].GetBoolean());
        Assert.Equal(
            read.Text,
            (await api.Admin.Get("/admin/products?search=pen")).Items
                .First(p => p.GetProperty("id").GetInt64() == read["id"].GetInt64()).GetRawText());
        (await api.Anonymous.Get($"/products/{made["id"]}")).IsProblem(404, "product-not-found");
    }

    [Theory]
    [InlineData("name", "null")]
    [InlineData("name", "\"\"")]
    [InlineData("name", "\"   \"")]
    [InlineData("price", "null")]
    [InlineData("price", "0")]
    [InlineData("price", "-1")]
    [InlineData("price", "1000000001")]
    [InlineData("category", "null")]
    [InlineData("category", "\" \"")]
    [InlineData("imageUrl", "\"http://example.com/x.png\"")]
    [InlineData("imageUrl", "\"//example.com/x.png\"")]
    [InlineData("imageUrl", "\"javascript:alert(1)\"")]
    [InlineData("imageUrl", "\"images/x.png\"")]
    [InlineData("imageUrl", "\"https://\"")]
    public async Task A_value_out_of_range_is_refused_in_a_new_product_and_in_an_edit(string member, string value)
    {
        var product = await api.ProductAsync();
        (await api.Admin.Post("/admin/products", BodyWith(member, value))).Blames(member);
        (await api.Admin.Put($"/admin/products/{product}", BodyWith(member, value), ("If-Match", "*"))).Blames(member);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("-1")]
    [InlineData("1000000001")]
    public async Task A_stock_out_of_range_is_refused_in_a_new_product(string stock) =>
        (await api.Admin.Post("/admin/products", BodyWith("stock", stock))).Blames("stock");

    [Fact]
    public async Task Texts_are_as_long_as_their_columns_and_limits_are_included()
    {
        (string Member, int Length)[] limits =
        [
            ("name", 200), ("nameEn", 200), ("category", 100), ("categoryEn", 100), ("description", 4000), ("descriptionEn", 4000),
        ];
        foreach (var (member, length) in limits)
        {
            (await api.Admin.Post("/admin/products", BodyWith(member, $"\"{new string('가', length)}\""))).Is(201);
            (await api.Admin.Post("/admin/products", BodyWith(member, $"\"{new string('가', length + 1)}\""))).Blames(member);
        }

        (await api.Admin.Post("/admin/products", BodyWith("price", "1000000000"))).Is(201);
        (await api.Admin.Post("/admin/products", BodyWith("stock", "0"))).Is(201);
        (await api.Admin.Post("/admin/products", BodyWith("stock", "1000000000"))).Is(201);
        (await api.Admin.Post("/admin/products", "{}")).Blames("name", "price", "stock", "category");
    }

    [Fact]
    public async Task An_edit_replaces_all_but_the_stock_and_brings_a_new_tag()
    {
        var product = await api.ProductAsync(stock: 7);
        var before = await api.Admin.Get($"/admin/products/{product}");
        var edited = (await api.Admin.Put($"/admin/products/{product}", Edit, ("If-Match", before.ETag!))).Is(200);
        Assert.Equal(("Edited", 5, 7), (edited["name"].GetString(), edited["price"].GetInt64(), edited["stock"].GetInt32()));
        Assert.NotEqual(before.ETag, edited.ETag);
        Assert.Equal(
            (edited.ETag, edited.Text),
            ((await api.Admin.Get($"/admin/products/{product}")).ETag, (await api.Admin.Get($"/admin/products/{product}")).Text));
    }

    [Fact]
    public async Task A_sale_and_a_delivery_do_not_change_the_tag()
    {
        var product = await api.ProductAsync(stock: 7, price: 10);
        var tag = (await api.Admin.Get($"/admin/products/{product}")).ETag!;
        await (await api.ShopperAsync(100)).OrderAsync(product, 2);
        Assert.Equal(tag, (await api.Admin.Post($"/admin/products/{product}/stock", new { delta = 1, reason = "delivery" })).Is(200).ETag);
        var edited = (await api.Admin.Put($"/admin/products/{product}", Edit, ("If-Match", tag))).Is(200);
        Assert.Equal(6, edited["stock"].GetInt32());
    }

    [Fact]
    public async Task Without_If_Match_an_edit_is_428_and_with_a_stale_one_412()
    {
        var product = await api.ProductAsync();
        var path = $"/admin/products/{product}";
        var first = (await api.Admin.Get(path)).ETag!;
        var second = (await api.Admin.Put(path, Edit, ("If-Match", first))).Is(200).ETag!;
        var third = (await api.Admin.Put(path, Edit, ("If-Match", second))).Is(200).ETag!;

        (await api.Admin.Put(path, Edit)).IsProblem(428, "precondition-required");
        string[] staleTags =
        [
            first, second, $"W/{third}", "\"\"", "\"nonsense\"", "nonsense", third.Trim('"'), third.Insert(1, "0"),
            $"{first}, {second}", $"W/{third}, {first}", "\"open",
        ];
        foreach (var stale in staleTags)
            (await api.Admin.Put(path, Edit, ("If-Match", stale))).IsProblem(412, "precondition-failed");
        Assert.Equal(third, (await api.Admin.Get(path)).ETag);

        var next = (await api.Admin.Put(path, Edit, ("If-Match", $"{first}, \"x\", {third} , \"99\""))).Is(200).ETag!;
        (await api.Admin.Put(path, Edit, ("If-Match", "*"))).Is(200);
        (await api.Admin.Put(path, Edit, ("If-Match", next))).IsProblem(412, "precondition-failed");
    }

    [Fact]
    public async Task Of_several_reasons_400_comes_before_404_before_428_before_412()
    {
        var product = await api.ProductAsync();
        var wrong = new { name = "", price = 0, category = "" };
        foreach (var path in new[] { "/admin/products/0", $"/admin/products/{product}" })
        {
            (await api.Admin.Put(path, wrong)).Blames("name", "price", "category");
            (await api.Admin.Put(path, wrong, ("If-Match", "\"stale\""))).Blames("name", "price", "category");
            (await api.Admin.Put(path, "{")).IsProblem(400, "validation-failed");
        }

        (await api.Admin.Put("/admin/products/0", Edit)).IsProblem(404, "product-not-found");
        (await api.Admin.Put("/admin/products/0", Edit, ("If-Match", "\"stale\""))).IsProblem(404, "product-not-found");
        (await api.Admin.Put("/admin/products/0", Edit, ("If-Match", "*"))).IsProblem(404, "product-not-found");
        (await api.Admin.Post("/admin/products/0/stock", new { delta = 0, reason = "x" })).Blames("delta");
        (await api.Admin.Post("/admin/products/0/stock", new { delta = 1, reason = "x" })).IsProblem(404, "product-not-found");
    }

    [Fact]
    public async Task Stock_moves_by_difference_and_never_below_zero()
    {
        var product = await api.ProductAsync(stock: 5);
        var path = $"/admin/products/{product}/stock";
        Assert.Equal(8, (await api.Admin.Post(path, new { delta = 3, reason = "입고" })).Is(200)["stock"].GetInt32());
        Assert.Equal(0, (await api.Admin.Post(path, new { delta = -8, reason = "broken" })).Is(200)["stock"].GetInt32());
        var refused = (await api.Admin.Post(path, new { delta = -1, reason = "more" })).IsProblem(409, "insufficient-stock");
        Assert.Equal($$"""[{"productId":{{product}},"requested":1,"available":0}]""", refused["items"].GetRawText());
        (await api.Admin.Post(path, new { delta = 1_000_000_000, reason = "x" })).Is(200);
        (await api.Admin.Post(path, new { delta = 1, reason = "x" })).Blames("delta");
        (await api.Admin.Post(path, new { delta = 0, reason = "x" })).Blames("delta");
        (await api.Admin.Post(path, new { delta = int.MinValue, reason = "x" })).Blames("delta");
        (await api.Admin.Post(path, new { reason = "x" })).Blames("delta");
        foreach (var reason in new[] { null, "", "  ", new string('x', 201) })
            (await api.Admin.Post(path, new { delta = 1, reason })).Blames("reason");
        (await api.Admin.Post(path, new { })).Blames("delta", "reason");
    }

    [Fact]
    public async Task The_books_balance_and_say_how_much_they_looked_at()
    {
        await (await api.ShopperAsync(100)).OrderAsync(await api.ProductAsync(price: 10));
        var books = (await api.Admin.Get("/admin/reconciliation")).Is(200);
        Assert.Equal(
            ["balanced", "checkedAt", "wallets", "orders", "products", "discrepancies"], books.Json.EnumerateObject().Select(m => m.Name));
        Assert.True(books["balanced"].GetBoolean());
        Assert.Empty(books["discrepancies"].EnumerateArray());
        Assert.All(["wallets", "orders", "products"], count => Assert.True(books[count].GetInt32() > 0));
    }

    /// <summary>A whole product with one member as given.</summary>
    private static string BodyWith(string member, string value)
    {
        var members = new Dictionary<string, string>
        {
            ["name"] = "\"a\"",
            ["price"] = "1",
            ["stock"] = "1",
            ["category"] = "\"a\"",
            [member] = value,
        };
        return $"{{{string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}"))}}}";
    }
}
