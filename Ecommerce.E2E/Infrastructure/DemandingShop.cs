namespace Ecommerce.E2E.Infrastructure;

/// <summary>A shop that demands a second factor of its admins, as one in production does.</summary>
public sealed class DemandingShop : DemoShop
{
    public override async ValueTask InitializeAsync() =>
        await UseAsync(await ShopProcess.StartAsync(("Admin:RequireSecondFactor", "true")));
}
