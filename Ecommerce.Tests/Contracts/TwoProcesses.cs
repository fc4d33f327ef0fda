using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>Two processes that started at once on a database that did not exist, as a first deployment does.</summary>
public sealed class TwoProcesses(TestDatabases databases) : IAsyncLifetime
{
    private ServerProcess[] processes = [];

    public ServerProcess this[int request] => processes[request % processes.Length];

    /// <summary>A look at the same database from this process.</summary>
    public TestShop Shop { get; private set; } = null!;

    /// <summary>One per shopper; each registered at one of the processes.</summary>
    public string[] Tokens { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var connectionString = await databases.ReserveAsync(DatabaseProvider.Postgres);
        processes = await Task.WhenAll(StartAsync(connectionString), StartAsync(connectionString));
        Shop = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres);
        Tokens = await Task.WhenAll(Enumerable.Range(0, 6).Select(RegisterAsync));
    }

    public Task<ServerProcess> StartAnotherAsync() => StartAsync(Shop.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) await process.DisposeAsync();
        if (Shop is not null) await Shop.DisposeAsync();
    }

    private async Task<string> RegisterAsync(int shopper)
    {
        using var client = this[shopper].Client();
        return (await client.TokensAsync(await client.RegisterAsync())).AccessToken;
    }

    private static async Task<ServerProcess> StartAsync(string connectionString)
    {
        var process = await ShopProcess.StartAsync(connectionString, DatabaseProvider.Postgres);
        await process.BecomeReadyAsync();
        return process;
    }
}
