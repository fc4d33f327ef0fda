using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Ecommerce.Bench.Load;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ecommerce.Bench.Servers;

/// <summary>The published shop on a filled database, with shoppers who are logged in.</summary>
public sealed class RunningShop : IAsyncDisposable
{
    private const int PageSize = 20;
    private static readonly TimeSpan QuietLimit = TimeSpan.FromMinutes(2);

    private readonly ShopDatabase database;

    private RunningShop(ShopDatabase database, ServerProcess server, ShopClient client)
    {
        this.database = database;
        Server = server;
        Client = client;
    }

    public ServerProcess Server { get; }

    public ShopClient Client { get; }

    /// <summary>From the process's start to the first page.</summary>
    public TimeSpan FirstPage { get; private init; }

    /// <param name="hasLimits">With the strangers' budget, but for reads: the shoppers that are measured come from one address.</param>
    public static async Task<RunningShop> StartAsync(
        BenchOptions options, ShopDatabase database, int products, bool logIn = true, bool hasLimits = false)
    {
        var begun = Stopwatch.GetTimestamp();
        var server = await ServerProcess.StartAsync(
            Path.Combine(options.Shop, "Ecommerce.Web.dll"),
            [
                .. database.Settings,
                ("RateLimits:Enabled", hasLimits ? "true" : "false"),
                ("RateLimits:ReadsPerMinute", "0"),
                ("DataPlatform:File", Path.Combine(options.Folder, $"events-{Guid.NewGuid():N}.ndjson")),
            ]);
        using var http = server.Client();
        (await http.GetAsync("/")).EnsureSuccessStatusCode();
        var firstPage = Stopwatch.GetElapsedTime(begun);
        var tokens = logIn ? await ShopClient.LogInAsync(server.Address, options.Buyers) : [];
        var client = new ShopClient(server.Address, tokens, products, products / PageSize);
        return new RunningShop(database, server, client) { FirstPage = firstPage };
    }

    /// <summary>Waits until the events of the last load are delivered, so that one measurement does not pay for another.</summary>
    public async Task WaitForQuietAsync()
    {
        await using DbConnection connection = database.IsPostgres
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT (SELECT COUNT(*) FROM events WHERE routed_at IS NULL) + (SELECT COUNT(*) FROM deliveries WHERE status <> 'sent')";
        var begun = Stopwatch.GetTimestamp();
        while (Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) is > 0 and var waiting)
        {
            if (Stopwatch.GetElapsedTime(begun) > QuietLimit)
            {
                Console.WriteLine($"  {waiting} events are still undelivered; going on.");
                return;
            }

            await Task.Delay(500);
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
