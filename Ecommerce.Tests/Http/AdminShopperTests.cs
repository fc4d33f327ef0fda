using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary><c>/admin/shoppers</c>: admins find shoppers, put wallets right, lock accounts and end sessions.</summary>
public sealed class AdminShopperTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Password = ShopHttp.Password;

    [Fact]
    public async Task A_shopper_is_found_by_address_number_and_order()
    {
        var (email, shopper) = await RegisterAsync(5_000);
        var order = (await shopper.OrderAsync(await api.ProductAsync(price: 1_000)))["id"].GetInt64();

        var found = Assert.Single((await api.Admin.Get($"/admin/shoppers?search={email}")).Is(200).Items);

        Assert.Equal(
            ["id", "email", "emailConfirmed", "admin", "balance", "currency", "orders", "locked", "secondFactor", "createdAt", "closedAt"],
            found.EnumerateObject().Select(m => m.Name));
        var id = found.GetProperty("id").GetInt64();
        Assert.Equal((4_000, 1), (found.GetProperty("balance").GetInt64(), found.GetProperty("orders").GetInt32()));
        var byOrder = (await api.Admin.Get($"/admin/shoppers?search={order}&limit=100")).Is(200).Items;
        Assert.Contains(id, byOrder.Select(s => s.GetProperty("id").GetInt64()));
        Assert.Equal(found.GetRawText(), (await api.Admin.Get($"/admin/shoppers/{id}")).Is(200).Text);
        Assert.Equal(
            ["payment", "charge"],
            (await api.Admin.Get($"/admin/shoppers/{id}/transactions")).Is(200).Items.Select(t => t.GetProperty("kind").GetString()));
        foreach (var path in new[] { "", "/transactions", "/notes" })
            (await api.Admin.Get($"/admin/shoppers/999999{path}")).IsProblem(404, "shopper-not-found");
    }

    [Fact]
    public async Task A_correction_is_booked_once_for_its_key_and_read_by_the_shopper()
    {
        var (email, shopper) = await RegisterAsync(5_000);
        var id = await IdAsync(email);
        var (path, key) = ($"/admin/shoppers/{id}/corrections", ("Idempotency-Key", "c1"));

        var booked = (await api.Admin.Post(path, new { amount = -2_000, reason = "두 번 충전됨" }, key)).Is(200);
        var again = (await api.Admin.Post(path, new { reason = "두 번 충전됨", amount = -2_000 }, key)).Is(200);

        Assert.Equal((3_000, $"{id}-2"), (booked["balance"].GetInt64(), booked["transactionId"].GetString()));
        Assert.Equal((booked.Text, "true"), (again.Text, again.Header("Idempotent-Replayed")));
        (await api.Admin.Post(path, new { amount = -1, reason = "r" }, key)).IsProblem(422, "idempotency-key-reused");
        var newest = (await shopper.Get("/balance/transactions")).Is(200).Items[0];
        Assert.Equal(
            ("correction", -2_000, "두 번 충전됨"),
            (newest.GetProperty("kind").GetString(), newest.GetProperty("amount").GetInt64(), newest.GetProperty("reason").GetString()));
        Assert.Equal(3_000, (await api.Admin.Post(path, new { amount = -3_001, reason = "r" }))
            .IsProblem(409, "correction-below-zero")["balance"].GetInt64());
        (await api.Admin.Post(path, new { amount = 0, reason = "" })).Blames("amount", "reason");
        (await api.Admin.Post($"/admin/shoppers/{await IdAsync("admin@example.com")}/corrections", new { amount = 1, reason = "r" }))
            .IsProblem(409, "own-account");
    }

    [Fact]
    public async Task A_locked_account_is_logged_out_and_told_so_when_it_logs_in()
    {
        var (email, shopper) = await RegisterAsync();
        var id = await IdAsync(email);
        var tokens = (await LogInAsync(email)).Is(200);
        (await api.Admin.Post($"/admin/shoppers/{id}/lock", new { reason = "" })).Blames("reason");

        Assert.True((await api.Admin.Post($"/admin/shoppers/{id}/lock", new { reason = "stolen card" })).Is(200)["locked"].GetBoolean());

        (await shopper.Get("/balance")).IsProblem(401, "unauthorized");
        (await api.Anonymous.Post("/auth/refresh", new { refreshToken = tokens["refreshToken"].GetString() })).Is(401);
        var refused = (await LogInAsync(email)).IsProblem(401, "unauthorized");
        Assert.Contains("locked this account", refused["detail"].GetString(), StringComparison.Ordinal);
        var wrong = (await api.Anonymous.Post("/auth/login", new { email, password = "Wr0ng!wrong" })).IsProblem(401, "unauthorized");
        Assert.DoesNotContain("locked", wrong["detail"].GetString(), StringComparison.Ordinal); // told to the owner alone
        (await api.Admin.Post($"/admin/shoppers/{id}/lock", new { reason = "r" })).IsProblem(409, "account-already-locked");

        Assert.False((await api.Admin.Post($"/admin/shoppers/{id}/unlock")).Is(200)["locked"].GetBoolean());
        (await shopper.Get("/balance")).IsProblem(401, "unauthorized");
        (await LogInAsync(email)).Is(200);
    }

    [Fact]
    public async Task Log_ins_while_the_account_is_locked_are_worth_nothing()
    {
        var (email, _) = await RegisterAsync();
        var id = await IdAsync(email);

        var answers = await Race.RunAsync(
            9, i => i == 4 ? api.Admin.Post($"/admin/shoppers/{id}/lock", new { reason = "r" }) : LogInAsync(email));

        answers[4].Is(200);
        foreach (var login in answers.Where((a, i) => i != 4 && a.Status == 200))
        {
            var bearer = ("Authorization", $"Bearer {login["accessToken"].GetString()}");
            (await api.Anonymous.Get("/balance", bearer)).IsProblem(401, "unauthorized");
        }
    }

    [Fact]
    public async Task An_admin_ends_all_sessions_of_an_account()
    {
        var (email, shopper) = await RegisterAsync();

        (await api.Admin.Post($"/admin/shoppers/{await IdAsync(email)}/logout-everywhere")).Is(204);

        (await shopper.Get("/balance")).IsProblem(401, "unauthorized");
        (await LogInAsync(email)).Is(200);
        (await api.Admin.Post("/admin/shoppers/999999/logout-everywhere")).IsProblem(404, "shopper-not-found");
    }

    [Fact]
    public async Task Notes_are_added_listed_and_deleted()
    {
        var (email, _) = await RegisterAsync();
        var path = $"/admin/shoppers/{await IdAsync(email)}/notes";
        (await api.Admin.Post(path, new { text = " " })).Blames("text");

        var note = (await api.Admin.Post(path, new { text = "전화는 저녁에" })).Is(200);

        Assert.Equal(note.Text, Assert.Single((await api.Admin.Get(path)).Is(200).Items).GetRawText());
        (await api.Admin.Delete($"{path}/{note["id"]}")).Is(204);
        (await api.Admin.Delete($"{path}/{note["id"]}")).IsProblem(404, "note-not-found");
        Assert.Empty((await api.Admin.Get(path)).Is(200).Items);
    }

    [Fact]
    public async Task It_is_for_admins()
    {
        var shopper = await api.ShopperAsync();
        foreach (var (method, path) in new[]
        {
            ("GET", ""), ("GET", "/1"), ("GET", "/1/transactions"), ("POST", "/1/corrections"), ("POST", "/1/lock"), ("POST", "/1/unlock"),
            ("POST", "/1/logout-everywhere"), ("GET", "/1/notes"), ("POST", "/1/notes"), ("DELETE", "/1/notes/1"),
        })
        {
            (await api.Anonymous.Send(method, $"/admin/shoppers{path}", null)).IsProblem(401, "unauthorized");
            (await shopper.Send(method, $"/admin/shoppers{path}", null)).IsProblem(403, "forbidden");
        }
    }

    private async Task<(string Email, ApiClient Shopper)> RegisterAsync(long balance = 0)
    {
        var shopper = await api.ShopperAsync(balance);
        return ((await shopper.Get("/auth/manage/info")).Is(200)["email"].GetString()!, shopper);
    }

    private async Task<long> IdAsync(string email) =>
        Assert.Single((await api.Admin.Get($"/admin/shoppers?search={email}")).Is(200).Items).GetProperty("id").GetInt64();

    private Task<Answer> LogInAsync(string email) => api.Anonymous.Post("/auth/login", new { email, password = Password });
}
