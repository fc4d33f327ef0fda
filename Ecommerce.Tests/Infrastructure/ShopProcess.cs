using Ecommerce.Core.Data;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>The built application as an operating-system process of its own.</summary>
public static class ShopProcess
{
    public static Task<ServerProcess> StartAsync(
        string connectionString, DatabaseProvider provider, params (string Key, string Value)[] settings) =>
        ServerProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "Ecommerce.Web.dll"),
            [
                ("Database:Provider", provider.ToString()),
                ("ConnectionStrings:Shop", connectionString),
                ("RateLimits:Enabled", "false"),
                ("Logging:LogLevel:Default", "Information"),
                .. settings,
            ]);
}
