using System.Text.Json;
using Ecommerce.Core.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary><c>GET /admin/overview</c> and <c>.csv</c>: how the shop did.</summary>
public sealed class OverviewTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private string Today => $"{api.Shop.Services.GetRequiredService<StoreClock>().Today:yyyy-MM-dd}";

    [Fact]
    public async Task Tells_figures_days_sellers_and_what_waits()
    {
        var was = (await api.Admin.Get($"/admin/overview?from={Today}&to={Today}")).Is(200)["figures"];
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync(price: 1_500);
        await shopper.OrderAsync(product, 2);
        var cancelled = (await shopper.OrderAsync(product))["id"].GetInt64();
        (await shopper.Post($"/orders/{cancelled}/cancel")).Is(200);

        var now = (await api.Admin.Get($"/admin/overview?from={Today}&to={Today}")).Is(200);

        Assert.Equal(
            ["from", "to", "currency", "figures", "before", "days", "bestSellers", "slowestSellers", "waiting"],
            now.Json.EnumerateObject().Select(m => m.Name));
        var figures = now["figures"];
        Assert.Equal(
            (3_000, 1, 2, 1, 1, 1_500),
            (Added("revenue"), Added("orders"), Added("units"), Added("newShoppers"), Added("cancelled"), Added("refunded")));
        Assert.Equal(figures.GetProperty("revenue").GetInt64(), now["days"].EnumerateArray().Single().GetProperty("revenue").GetInt64());
        Assert.NotEmpty(now["slowestSellers"].EnumerateArray());
        Assert.True(now["waiting"].GetProperty("toShip").GetInt32() >= 1);

        long Added(string member) => Long(figures, member) - Long(was, member);
    }

    [Fact]
    public async Task Is_about_the_last_seven_days_unless_asked_otherwise()
    {
        var overview = (await api.Admin.Get("/admin/overview")).Is(200);

        Assert.Equal((Today, 7), (overview["to"].GetString(), overview["days"].GetArrayLength()));
        Assert.Equal(7, (await api.Admin.Get("/admin/overview?to=2026-01-10")).Is(200)["days"].GetArrayLength());
    }

    [Fact]
    public async Task The_csv_has_a_row_for_each_day_behind_a_byte_order_mark()
    {
        var csv = await api.Admin.Get("/admin/overview.csv?from=2026-01-01&to=2026-01-03");

        Assert.Equal("text/csv", csv.Is(200).ContentType);
        Assert.Contains("sales-2026-01-01-2026-01-03.csv", csv.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal(
            "\uFEFFdate,orders,revenue,cancelled,refunded\r\n2026-01-01,0,0,0,0\r\n2026-01-02,0,0,0,0\r\n2026-01-03,0,0,0,0\r\n",
            csv.Text);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("from=2026-01-02&to=2026-01-01", "from")]
    [InlineData("from=1999-12-31&to=2000-01-01", "from")]
    [InlineData("to=0001-01-01", "from")]
    [InlineData("from=2024-01-01&to=2026-01-01", "to")]
    [InlineData("from=9999-12-31&to=9999-12-31", "to")]
    public async Task Days_that_have_no_report_are_refused(string query, string field)
    {
        foreach (var path in new[] { "/admin/overview", "/admin/overview.csv" }) (await api.Admin.Get($"{path}?{query}")).Blames(field);
    }

    [Fact]
    public async Task It_is_for_admins()
    {
        foreach (var path in new[] { "/admin/overview", "/admin/overview.csv" })
        {
            (await api.Anonymous.Get(path)).IsProblem(401, "unauthorized");
            (await (await api.ShopperAsync()).Get(path)).IsProblem(403, "forbidden");
        }
    }

    private static long Long(JsonElement figures, string member) => figures.GetProperty(member).GetInt64();
}
