using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Ranking;

public sealed class RankingHttpTests(RankedWebShop shop) : IClassFixture<RankedWebShop>
{
    [Fact]
    public async Task Top_products_come_from_the_table_with_an_etag()
    {
        Assert.Equal(HttpStatusCode.OK, (await RunAsync("2026-11-21")).StatusCode);
        var anonymous = shop.Web.Anonymous();

        var answer = await anonymous.GetAsync("/products/top");
        var top = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(("2026-11-19", "2026-11-21"), (Text(top, "from"), Text(top, "to")));
        Assert.Equal("2026-11-22T03:00:00.000Z", Text(top, "aggregatedAt"));
        Assert.Equal([shop.Products[1], shop.Products[0], shop.Products[2]], Items(top).Select(i => i.GetProperty("productId").GetInt64()));
        Assert.Equal([1, 2, 3], Items(top).Select(i => i.GetProperty("rank").GetInt32()));
        Assert.Equal([5, 2, 1], Items(top).Select(i => i.GetProperty("quantitySold").GetInt64()));
        Assert.Equal([45, 8, 49], Items(top).Select(i => i.GetProperty("stock").GetInt32())); // exact, today's sale included
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, "/products/top");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await anonymous.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_ranking_includes_today_and_names_its_window()
    {
        var list = await shop.Admin.GetFromJsonAsync<JsonElement>("/admin/rankings?from=2026-11-21&to=2026-11-22&limit=1");

        Assert.Equal(("2026-11-21", "2026-11-22", "quantity"), (Text(list, "from"), Text(list, "to"), Text(list, "by")));
        Assert.Equal((1, 1, 3, 3), (Number(list, "page"), Number(list, "limit"), Number(list, "total"), Number(list, "totalPages")));
        var first = Assert.Single(Items(list));
        Assert.Equal((1, shop.Products[0]), (Number(first, "rank"), first.GetProperty("productId").GetInt64()));
        Assert.Equal((42, 42_000), (Number(first, "quantitySold"), Number(first, "revenue")));
    }

    [Fact]
    public async Task A_ranking_is_about_the_last_three_complete_days_unless_asked_otherwise()
    {
        var list = await shop.Admin.GetFromJsonAsync<JsonElement>("/admin/rankings?by=revenue");

        Assert.Equal(("2026-11-19", "2026-11-21", "revenue"), (Text(list, "from"), Text(list, "to"), Text(list, "by")));
        Assert.Equal([5, 2, 1], Items(list).Select(i => i.GetProperty("quantitySold").GetInt64()));
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("from=2026-11-22&to=2026-11-21", "from")]
    [InlineData("by=price", "by")]
    [InlineData("limit=0", "limit")]
    public async Task A_window_that_is_none_is_refused(string query, string field)
    {
        foreach (var path in new[] { "/admin/rankings", "/admin/rankings.csv" })
        {
            var answer = await shop.Admin.GetAsync($"{path}?{query}");
            await AssertRefusedAsync(answer, field);
        }
    }

    [Theory]
    [InlineData("from=0001-01-01&to=9999-12-31")]
    [InlineData("to=0001-01-01")]
    [InlineData("from=9999-12-31")]
    public async Task Any_day_of_the_calendar_can_be_asked_for(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await shop.Admin.GetAsync($"/admin/rankings?{query}")).StatusCode);

    [Fact]
    public async Task The_csv_has_a_byte_order_mark_and_no_cell_that_a_spreadsheet_runs()
    {
        var answer = await shop.Admin.GetAsync("/admin/rankings.csv?from=2026-11-21&to=2026-11-22");

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("rankings-2026-11-21-2026-11-22.csv", answer.Content.Headers.ContentDisposition!.FileName);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal<byte>([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            $"rank,productId,name,quantitySold,revenue\r\n1,{shop.Products[0]},\"연필\",42,42000\r\n2,{shop.Products[1]},\"지우개\",5,5000\r\n"
            + $"3,{shop.Products[2]},\"'=1+\"\"1\"\"\",1,1000\r\n",
            System.Text.Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task Counting_a_day_again_answers_what_it_sold()
    {
        for (var i = 0; i < 2; i++)
        {
            var answer = await RunAsync("2026-11-21");
            Assert.Equal("""{"date":"2026-11-21","products":3,"quantitySold":8}""", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("0001-01-01")]
    [InlineData("2026-13-01")]
    [InlineData("today")]
    [InlineData(null)]
    public async Task Counting_what_is_no_past_day_is_refused(string? date) => await AssertRefusedAsync(await RunAsync(date), "date");

    [Fact]
    public async Task Rankings_are_for_admins()
    {
        foreach (var path in new[] { "/admin/rankings", "/admin/rankings.csv" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Web.Anonymous().GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await shop.Shopper.GetAsync(path)).StatusCode);
        }

        Assert.Equal(
            HttpStatusCode.Forbidden, (await shop.Shopper.PostAsJsonAsync("/admin/rankings/run", new { date = "2026-11-21" })).StatusCode);
    }

    private Task<HttpResponseMessage> RunAsync(string? date) => shop.Admin.PostAsJsonAsync("/admin/rankings/run", new { date });

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string field)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("validation-failed", Text(problem, "code"));
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.GetProperty("items").EnumerateArray();
}
