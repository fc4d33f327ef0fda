namespace Ecommerce.Tests.Http;

/// <summary><c>?page</c>, <c>?limit</c> and the <c>Link</c> header, the same for every list.</summary>
public sealed class PagingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static readonly TheoryData<string> Lists = ["/products", "/orders", "/balance/transactions", "/admin/products"];

    [Theory, MemberData(nameof(Lists))]
    public async Task Without_a_word_it_is_the_first_page_of_20(string list)
    {
        var answer = (await api.Admin.Get(list)).Is(200);
        Assert.Equal(1, answer["page"].GetInt32());
        Assert.Equal(20, answer["limit"].GetInt32());
        Assert.Equal(Math.Min(20, answer["total"].GetInt32()), answer.Items.Count);
        Assert.Equal((answer["total"].GetInt32() + 19) / 20, answer["totalPages"].GetInt32());
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Anything_but_a_page_from_1_and_a_limit_from_1_to_100_is_refused(string list)
    {
        string[] numbers = ["0", "-1", "", "1.5", "abc", "2147483648", "99999999999999999999", "%2B1", "1%20", "1e3", "٣", "null"];
        foreach (var wrong in numbers)
        {
            (await api.Admin.Get($"{list}?page={wrong}")).Blames("page");
            (await api.Admin.Get($"{list}?limit={wrong}")).Blames("limit");
        }

        (await api.Admin.Get($"{list}?limit=101")).Blames("limit");
        (await api.Admin.Get($"{list}?page=1&page=2")).Blames("page");
        (await api.Admin.Get($"{list}?page=0&limit=0")).Blames("page", "limit");
        (await api.Admin.Get($"{list}?page=1&limit=100")).Is(200);
        (await api.Admin.Get($"{list}?page=1&limit=1")).Is(200);
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task A_page_past_the_end_is_empty_up_to_the_largest_page_number(string list)
    {
        foreach (var page in new[] { 10_000, int.MaxValue - 1, int.MaxValue })
        {
            foreach (var limit in new[] { 1, 100 })
            {
                var answer = (await api.Admin.Get($"{list}?page={page}&limit={limit}")).Is(200);
                Assert.Empty(answer.Items);
                Assert.Equal(page, answer["page"].GetInt32());
                Assert.Equal(["first", "prev", "last"], Links(answer).Keys);
                Assert.Equal(Links(answer)["last"], Links(answer)["prev"]);
            }
        }
    }

    [Fact]
    public async Task Links_lead_through_the_whole_list_and_keep_the_rest_of_the_query()
    {
        var name = $"링크{Guid.NewGuid():N}";
        for (var i = 0; i < 5; i++)
            (await api.Admin.Post("/admin/products", new { name = $"{name} & {i}", price = 1000 + i, stock = 1, category = "Links" }))
                .Is(201);

        foreach (var word in new[] { "page", "Page" })
        {
            var seen = new List<string?>();
            var next = $"/products?search={Uri.EscapeDataString(name + " &")}&sort=price&{word}=1&limit=2";
            for (var page = 1; next is not null; page++)
            {
                var answer = (await api.Anonymous.Get(next)).Is(200);
                Assert.Equal(page, answer["page"].GetInt32());
                Assert.Equal(3, answer["totalPages"].GetInt32());
                seen.AddRange(answer.Items.Select(i => i.GetProperty("name").GetString()));
                var links = Links(answer);
                Assert.Contains("page=1&limit=2", links["first"]);
                Assert.Contains("page=3&limit=2", links["last"]);
                Assert.Equal(page > 1, links.ContainsKey("prev"));
                next = links.GetValueOrDefault("next");
            }

            Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{name} & {i}"), seen);
        }
    }

    [Fact]
    public async Task The_last_page_of_an_empty_list_is_page_1()
    {
        var shopper = await api.ShopperAsync();
        foreach (var list in new[] { "/orders", "/balance/transactions", $"/products?search={Guid.NewGuid():N}" })
        {
            var answer = (await shopper.Get(list)).Is(200);
            Assert.Equal((0, 0), (answer["total"].GetInt32(), answer["totalPages"].GetInt32()));
            Assert.Equal(["first", "last"], Links(answer).Keys);
            Assert.Equal(Links(answer)["first"], Links(answer)["last"]);
            Assert.Contains("page=1", Links(answer)["last"]);
        }
    }

    [Fact]
    public async Task Orders_and_transactions_come_newest_first()
    {
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync();
        var orders = new List<long>();
        for (var i = 0; i < 3; i++) orders.Insert(0, (await shopper.OrderAsync(product))["id"].GetInt64());

        var listed = (await shopper.Get("/orders?limit=2")).Items.Concat((await shopper.Get("/orders?limit=2&page=2")).Items);
        Assert.Equal(orders, listed.Select(o => o.GetProperty("id").GetInt64()));

        var transactions = (await shopper.Get("/balance/transactions")).Items;
        Assert.Equal(["payment", "payment", "payment", "charge"], transactions.Select(t => t.GetProperty("kind").GetString()));
        Assert.Equal([7000, 8000, 9000, 10_000], transactions.Select(t => t.GetProperty("balanceAfter").GetInt32()));
    }

    /// <summary>The Link header by relation.</summary>
    private static Dictionary<string, string> Links(Answer answer) => answer.Header("Link")!.Split(", ").ToDictionary(
        link => link.Split("rel=")[1].Trim('"'), link => link[1..link.IndexOf('>', StringComparison.Ordinal)]);
}
