using System.Reflection;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>The real application: a process with Kestrel and a database of its own, demo data included.</summary>
public sealed class ShopProcess : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ServerProcess server;

    private ShopProcess(TemporaryFolder folder, ServerProcess server)
    {
        this.folder = folder;
        this.server = server;
        Http = server.Client();
    }

    public Uri Address => server.Address;

    /// <summary>What the application wrote to its console.</summary>
    public IReadOnlyList<string> Heard => server.Heard;

    /// <summary>Talks to the API of this shop.</summary>
    public HttpClient Http { get; }

    public static async Task<ShopProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var metadata = typeof(ShopProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .ToDictionary(m => m.Key, m => m.Value!);
        var shopFolder = Path.GetFullPath(metadata["ShopFolder"]);
        var folder = new TemporaryFolder();
        try
        {
            var server = await ServerProcess.StartAsync(
                Path.Combine(shopFolder, metadata["ShopDll"]),
                [
                    ("ASPNETCORE_ENVIRONMENT", "Development"),
                    ("ConnectionStrings:Shop", $"Data Source={folder["shop.db"]}"),
                    ("DataPlatform:File", folder["data-platform.ndjson"]),
                    ("RateLimits:Enabled", "false"),
                    // The shop lives for a minute: compiling it twice, with counting between, would take longer than it saves.
                    ("DOTNET_TieredPGO", "0"),
                    .. settings,
                ],
                shopFolder);
            await server.BecomeReadyAsync();
            return new ShopProcess(folder, server);
        }
        catch
        {
            folder.Dispose(); // nobody else can: the caller has no shop
            throw;
        }
    }

    /// <summary>Ends the process as a crash would.</summary>
    public Task KillAsync() => server.KillAsync();

    /// <summary>Starts the application once more after it was killed, at the same address and on the same database.</summary>
    public async Task StartAgainAsync()
    {
        await server.StartAgainAsync();
        await server.BecomeReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
        folder.Dispose();
    }
}
