using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>What a shop's admins do, for tests that are about something else: the shop itself does it.</summary>
public static class Management
{
    public static Task<Result<ProductRecord>> CreateAsync(this TestShop shop, ProductEdit edit, int stock) =>
        shop.Get<ProductEditor>().CreateAsync(Actor.System, edit, stock, default);

    public static Task<Result<ProductRecord>> EditAsync(this TestShop shop, long product, ProductEdit edit, int? version = null) =>
        shop.Get<ProductEditor>().UpdateAsync(Actor.System, product, edit, version, default);

    public static Task<Result<ProductRecord>> MoveStockAsync(this TestShop shop, long product, int delta, string? reason) =>
        shop.Get<ProductEditor>().AdjustStockAsync(Actor.System, product, delta, reason, default);

    /// <summary>An account with the role <c>Admin</c>. Returns the id.</summary>
    public static async Task<long> AddAdminAsync(this TestShop shop)
    {
        var id = await shop.AddShopperAsync();
        await ChangeRoleAsync(shop, id, (shoppers, account) => shoppers.AddToRoleAsync(account, Roles.Admin));
        return id;
    }

    /// <summary>Takes the role away, as whoever looks after the accounts would.</summary>
    public static Task DemoteAsync(this TestShop shop, long admin) =>
        ChangeRoleAsync(shop, admin, (shoppers, account) => shoppers.RemoveFromRoleAsync(account, Roles.Admin));

    private static async Task ChangeRoleAsync(TestShop shop, long id, Func<UserManager<Shopper>, Shopper, Task<IdentityResult>> change)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        Assert.True((await change(shoppers, (await shoppers.FindByIdAsync($"{id}"))!)).Succeeded);
    }
}
