using System.Net;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Identity;

/// <summary>Whether a second factor is demanded of admins, by where the shop runs: the application as a process.</summary>
public sealed class DemandedFactorTests(TestDatabases databases)
{
    private const string Warning = "Admin:RequireSecondFactor is false";
    private static readonly (string, string)[] Owner = [("Admin:Email", "owner@example.com"), ("Admin:Password", "Passw0rd!")];

    [Fact]
    public async Task In_production_it_is_unless_that_is_turned_off_which_is_warned_of()
    {
        await using var demanding = await StartAsync();
        await using var other = await StartAsync(("Admin:RequireSecondFactor", "false"));

        Assert.Equal(HttpStatusCode.Forbidden, await ManageAsync(demanding));
        Assert.DoesNotContain(demanding.Heard, line => line.Contains(Warning, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await ManageAsync(other));
        Assert.Contains(other.Heard, line => line.Contains(Warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_development_it_is_not()
    {
        await using var shop = await StartAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("Seed:Demo", "false"));

        Assert.Equal(HttpStatusCode.OK, await ManageAsync(shop));
    }

    private async Task<ServerProcess> StartAsync(params (string, string)[] settings)
    {
        var shop = await ShopProcess.StartAsync(
            await databases.CreateAsync(DatabaseProvider.Sqlite),
            DatabaseProvider.Sqlite,
            [.. Owner, ("Jobs:Enabled", "false"), .. settings]);
        await shop.BecomeReadyAsync();
        return shop;
    }

    private static async Task<HttpStatusCode> ManageAsync(ServerProcess shop)
    {
        using var client = shop.Client();
        await client.LogInAsync("owner@example.com");
        return (await client.GetAsync("/admin/products")).StatusCode;
    }
}
