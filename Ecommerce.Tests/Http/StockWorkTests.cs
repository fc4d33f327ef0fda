using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>Counting, planning and looking up prices as clients do it.</summary>
public abstract class StockWorkHttpContract(ApiFixture api) : ApiContract(api)
{
    [Fact]
    public async Task A_count_is_booked_against_the_stock_that_was_read()
    {
        var product = await Api.ProductAsync(stock: 12);

        var taken = (await TakeAsync(product, new { counted = 10, expectedStock = 12, reason = "torn" })).Is(200);

        Assert.Equal(10, taken["stock"].GetInt32());
        var refused = (await TakeAsync(product, new { counted = 11, expectedStock = 12 })).IsProblem(409, "stock-changed");
        Assert.Equal((10, 12), (refused["stock"].GetInt32(), refused["expectedStock"].GetInt32()));
        Assert.Equal(9, (await TakeAsync(product, new { counted = 9 })).Is(200)["stock"].GetInt32()); // against whatever it is
        (await TakeAsync(product, new { counted = -1 })).Blames("counted");
        (await TakeAsync(product, new { counted = 1, reason = new string('x', 189) })).Blames("reason");
        (await TakeAsync(99_999_999, new { counted = 1 })).IsProblem(404, "product-not-found");
    }

    [Fact]
    public async Task A_plan_is_listed_and_withdrawn_once()
    {
        var product = await Api.ProductAsync();
        var at = Api.Shop.Services.GetRequiredService<StoreClock>().UtcNow.AddDays(1);

        var planned = (await PlanAsync(product, new { kind = "price", price = 900, at })).Is(200);

        Assert.Equal(
            ("price", 900, "planned"),
            (planned["kind"].GetString(), planned["price"].GetInt64(), planned["status"].GetString()));
        var listed = (await Api.Admin.Get($"/admin/products/{product}/scheduled-changes")).Is(200).Items.Single();
        Assert.Equal(planned.Text, listed.GetRawText());
        var address = $"/admin/products/{product}/scheduled-changes/{planned["id"]}";
        (await Api.Admin.Delete($"/admin/products/{await Api.ProductAsync()}/scheduled-changes/{planned["id"]}"))
            .IsProblem(404, "scheduled-change-not-found");
        (await Api.Admin.Delete(address)).Is(204);
        var ended = (await Api.Admin.Delete(address)).IsProblem(409, "scheduled-change-ended");
        Assert.Equal("cancelled", ended["changeStatus"].GetString());
    }

    [Fact]
    public async Task A_time_needs_its_offset_and_means_the_instant_that_it_names()
    {
        var product = await Api.ProductAsync();
        var at = Api.Shop.Services.GetRequiredService<StoreClock>().UtcNow.Date.AddDays(2);

        (await PlanAsync(product, new { kind = "publish", at = $"{at:yyyy-MM-dd}T09:00:00" })).IsProblem(400, "validation-failed");
        var planned = (await PlanAsync(product, new { kind = "publish", at = $"{at:yyyy-MM-dd}T09:00:00+09:00" })).Is(200);

        Assert.Equal($"{at:yyyy-MM-dd}T00:00:00.000Z", planned["dueAt"].GetString());
    }

    [Fact]
    public async Task What_can_not_be_planned_is_refused_by_its_member()
    {
        var product = await Api.ProductAsync();
        var now = Api.Shop.Services.GetRequiredService<StoreClock>().UtcNow;

        (await PlanAsync(product, new { kind = "publish", at = now.AddMinutes(-1) })).Blames("at");
        (await PlanAsync(product, new { kind = "publish", at = now.AddDays(PlanChanges.MaxDaysAhead + 1) })).Blames("at");
        (await PlanAsync(product, new { kind = "price", at = now.AddDays(1) })).Blames("price");
        (await PlanAsync(product, new { at = now.AddDays(1) })).Blames("kind");
        (await PlanAsync(99_999_999, new { kind = "publish", at = now.AddDays(1) })).IsProblem(404, "product-not-found");
    }

    [Fact]
    public async Task The_price_history_is_listed_newest_first()
    {
        var product = await Api.ProductAsync(price: 100);
        await Api.EditAsync(product, price: 200);
        await Api.EditAsync(product, price: 300);

        var prices = (await Api.Admin.Get($"/admin/products/{product}/price-changes")).Is(200).Items;

        Assert.Equal(
            [(200L, 300L, "api"), (100, 200, "api")],
            prices.Select(p => (
                p.GetProperty("oldPrice").GetInt64(), p.GetProperty("newPrice").GetInt64(), p.GetProperty("origin").GetString())));
    }

    [Fact]
    public async Task Shoppers_see_and_change_none_of_it()
    {
        var (shopper, product) = (await Api.ShopperAsync(), await Api.ProductAsync(stock: 12));
        var routes = $"/admin/products/{product}";

        (await shopper.Post($"{routes}/stock-take", new { counted = 1 })).IsProblem(403, "forbidden");
        (await shopper.Post($"{routes}/scheduled-changes", new { kind = "publish" })).IsProblem(403, "forbidden");
        (await shopper.Get($"{routes}/scheduled-changes")).IsProblem(403, "forbidden");
        (await shopper.Delete($"{routes}/scheduled-changes/1")).IsProblem(403, "forbidden");
        (await shopper.Get($"{routes}/price-changes")).IsProblem(403, "forbidden");
        Assert.Equal(12, (await Api.Admin.Get(routes)).Is(200)["stock"].GetInt32());
    }

    private Task<Answer> TakeAsync(long product, object body) => Api.Admin.Post($"/admin/products/{product}/stock-take", body);

    private Task<Answer> PlanAsync(long product, object body) => Api.Admin.Post($"/admin/products/{product}/scheduled-changes", body);
}

public sealed class StockWorkHttpTests(ApiFixture api) : StockWorkHttpContract(api), IClassFixture<ApiFixture>;

public sealed class PostgresStockWorkHttpTests(PostgresApiFixture api) : StockWorkHttpContract(api), IClassFixture<PostgresApiFixture>;
