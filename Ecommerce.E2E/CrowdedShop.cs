using Ecommerce.E2E.Infrastructure;

namespace Ecommerce.E2E;

/// <summary>A shop that gives each address one circuit.</summary>
public sealed class CrowdedShop : DemoShop
{
    public override async ValueTask InitializeAsync() => await UseAsync(await ShopProcess.StartAsync(
        ("RateLimits:Enabled", "true"),
        ("RateLimits:ReadsPerMinute", "0"),
        ("RateLimits:WritesPerMinute", "0"),
        ("RateLimits:AuthPerMinute", "0"),
        ("RateLimits:Circuits", "1")));
}
