using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>A token outlives its account; it opens nothing any more.</summary>
public sealed class DeletedAccountTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_token_of_a_deleted_account_is_no_good()
    {
        var product = await api.ProductAsync();
        var gone = await api.ShopperAsync();
        var email = (await gone.Get("/auth/manage/info")).Is(200)["email"].GetString();
        await DeleteAsync(email!);

        var item = new { productId = product, quantity = 1 };
        foreach (var answer in new[]
        {
            await gone.Get("/balance"),
            await gone.Post("/balance/charge", new { amount = 1 }),
            await gone.Post("/balance/charge", new { amount = 1 }, ("Idempotency-Key", "k")),
            await gone.Get("/balance/transactions"),
            await gone.Get("/orders/cart"),
            await gone.Post("/orders/cart", item),
            await gone.Patch("/orders/cart/1", new { quantity = 1 }),
            await gone.Delete("/orders/cart/1"),
            await gone.Post("/orders", new { items = new[] { item } }),
            await gone.Post("/orders/cart/checkout"),
            await gone.Get("/orders"),
            await gone.Get("/orders/1"),
            await gone.Post("/orders/1/cancel"),
            await gone.Get("/auth/manage/info"),
            await gone.Post("/auth/manage/info", new { }),
            await gone.Post("/auth/manage/2fa", new { }),
        }) answer.IsProblem(401, "unauthorized");
        (await api.Anonymous.Post("/auth/login", new { email, password = "Passw0rd!" })).IsProblem(401, "unauthorized");
    }

    private async Task DeleteAsync(string email)
    {
        await using var scope = api.Shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        var shopper = await db.Users.SingleAsync(u => u.Email == email);
        await db.Wallets.Where(w => w.ShopperId == shopper.Id).ExecuteDeleteAsync();
        await db.Users.Where(u => u.Id == shopper.Id).ExecuteDeleteAsync();
    }
}
