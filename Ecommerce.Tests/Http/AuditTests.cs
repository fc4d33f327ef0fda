using Ecommerce.Core.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary><c>GET /admin/audit</c>: who changed what.</summary>
public sealed class AuditTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_products_changes_are_told_newest_first()
    {
        var product = await api.ProductAsync(stock: 7, price: 1000);
        await api.EditAsync(product, price: 1200);
        (await api.Admin.Post($"/admin/products/{product}/stock", new { delta = 3, reason = "입고" })).Is(200);

        var list = (await api.Admin.Get($"/admin/audit?subject=product:{product}")).Is(200);

        Assert.Equal(["product.stock-adjusted", "product.updated", "product.created"], Texts(list, "action"));
        Assert.All(list.Items, a =>
        {
            Assert.Equal(["id", "at", "actorId", "action", "subject", "before", "after", "hash"], a.EnumerateObject().Select(m => m.Name));
            Assert.Equal($$"""{"type":"product","id":{{product}}}""", a.GetProperty("subject").GetRawText());
            Assert.Matches("^[0-9a-f]{64}$", a.GetProperty("hash").GetString());
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", a.GetProperty("at").GetString());
        });
        Assert.Equal(
            ["""{"stock":7}""", """{"price":1000,"version":1}""", "null"], list.Items.Select(a => a.GetProperty("before").GetRawText()));
        Assert.Equal("""{"stock":10,"reason":"입고"}""", list.Items[0].GetProperty("after").GetRawText());
        Assert.Equal("""{"price":1200,"version":2}""", list.Items[1].GetProperty("after").GetRawText());
        var made = list.Items[2].GetProperty("after");
        Assert.Equal((7, 1000), (made.GetProperty("stock").GetInt32(), made.GetProperty("price").GetInt64()));
    }

    [Fact]
    public async Task The_list_is_narrowed_down_by_actor_action_and_subject_and_paged()
    {
        var product = await api.ProductAsync(stock: 7);
        await api.EditAsync(product, price: 1);
        await api.EditAsync(product, price: 2);
        var all = await api.Admin.Get($"/admin/audit?subject=product:{product}");
        var actor = all.Items[0].GetProperty("actorId").GetInt64();

        var filter = $"actor={actor}&action=product.updated&subject=product:{product}";
        var page = (await api.Admin.Get($"/admin/audit?{filter}&limit=1&page=2")).Is(200);

        Assert.Equal((2, 1), (page["page"].GetInt32(), page["limit"].GetInt32()));
        Assert.Equal((2, 2), (page["total"].GetInt32(), page["totalPages"].GetInt32()));
        Assert.Equal(all.Items[1].GetRawText(), Assert.Single(page.Items).GetRawText());
        Assert.Contains(filter.Replace(":", "%3A", StringComparison.Ordinal), page.Header("Link"), StringComparison.Ordinal);
        Assert.Equal(0, (await api.Admin.Get($"/admin/audit?actor={actor + 1_000_000}")).Is(200)["total"].GetInt32());
        Assert.Equal(0, (await api.Admin.Get("/admin/audit?action=product.eaten")).Is(200)["total"].GetInt32());
        Assert.All(Texts(await api.Admin.Get("/admin/audit?action=product.updated"), "action"), a => Assert.Equal("product.updated", a));
        Assert.Empty((await api.Admin.Get("/admin/audit?page=1000000")).Is(200).Items);
    }

    [Fact]
    public async Task What_has_no_number_is_named()
    {
        (await api.Admin.Post("/admin/rankings/run", new { date = "2020-01-02" })).Is(200);

        var counted = (await api.Admin.Get("/admin/audit?subject=ranking:2020-01-02")).Is(200).Items[0];

        Assert.Equal("""{"type":"ranking","id":"2020-01-02"}""", counted.GetProperty("subject").GetRawText());
    }

    [Fact]
    public async Task The_shops_own_doings_have_no_actor() =>
        Assert.Equal("null", (await api.Admin.Get("/admin/audit?subject=product:1")).Is(200).Items[^1].GetProperty("actorId").GetRawText());

    [Theory]
    [InlineData("actor=x", "actor")]
    [InlineData("actor=0", "actor")]
    [InlineData("actor=", "actor")]
    [InlineData("subject=product", "subject")]
    [InlineData("subject=12", "subject")]
    [InlineData("subject=product:%EA%B0%80", "subject")]
    [InlineData("action=", "action")]
    [InlineData("action=Product", "action")]
    [InlineData("page=0", "page")]
    [InlineData("limit=101", "limit")]
    public async Task What_can_not_be_meant_is_refused(string query, string field) =>
        (await api.Admin.Get($"/admin/audit?{query}")).Blames(field);

    [Fact]
    public async Task It_is_for_admins()
    {
        (await api.Anonymous.Get("/admin/audit")).IsProblem(401, "unauthorized");
        (await (await api.ShopperAsync()).Get("/admin/audit")).IsProblem(403, "forbidden");
        (await api.Admin.Post("/admin/audit")).IsProblem(405, "method-not-allowed");
    }

    [Fact]
    public async Task A_token_from_before_the_demotion_changes_nothing()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        (await api.Anonymous.Post("/auth/register", new { email, password = "Passw0rd!" })).Is(200);
        await ChangeRoleAsync(email, (shoppers, account) => shoppers.AddToRoleAsync(account, Roles.Admin));
        var token = (await api.Anonymous.Post("/auth/login", new { email, password = "Passw0rd!" })).Is(200)["accessToken"].GetString();
        var product = await api.ProductAsync(stock: 7);
        var delivery = new { delta = 1, reason = "delivery" };
        var (path, bearer) = ($"/admin/products/{product}/stock", ("Authorization", $"Bearer {token}"));
        (await api.Anonymous.Post(path, delivery, bearer)).Is(200);

        await ChangeRoleAsync(email, (shoppers, account) => shoppers.RemoveFromRoleAsync(account, Roles.Admin));

        (await api.Anonymous.Post(path, delivery, bearer)).IsProblem(401, "unauthorized"); // the session has ended with the role
        Assert.Equal(8, (await api.Admin.Get($"/admin/products/{product}"))["stock"].GetInt32());
    }

    private static IEnumerable<string?> Texts(Answer list, string member) =>
        list.Items.Select(item => item.GetProperty(member).GetString());

    private async Task ChangeRoleAsync(string email, Func<UserManager<Shopper>, Shopper, Task<IdentityResult>> change)
    {
        await using var scope = api.Shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        Assert.True((await change(shoppers, (await shoppers.FindByEmailAsync(email))!)).Succeeded);
    }
}
