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

    private const string Undelivered =
        "SELECT (SELECT COUNT(*) FROM events WHERE routed_at IS NULL) + (SELECT COUNT(*) FROM deliveries WHERE status <> 'sent')";

    private const string SoldWrongly =
        """
        SELECT COUNT(*) FROM products p WHERE p.id IN (1, 2) AND (p.stock < 0
            OR p.stock <> (SELECT SUM(m.delta) FROM stock_movements m WHERE m.product_id = p.id)
            OR (SELECT SUM(l.quantity) FROM order_lines l WHERE l.product_id = p.id)
                <> (SELECT -SUM(m.delta) FROM stock_movements m WHERE m.product_id = p.id AND m.order_id IS NOT NULL))
        """;

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
        var begun = Stopwatch.GetTimestamp();
        while (await CountAsync(Undelivered) is > 0 and var waiting)
        {
            if (Stopwatch.GetElapsedTime(begun) > QuietLimit)
            {
                Console.WriteLine($"  {waiting} events are still undelivered; going on.");
                return;
            }

            await Task.Delay(500);
        }
    }

    /// <summary>Of the two products that everybody buys: those whose stock, movements and order lines do not agree.</summary>
    public Task<long> CountSoldWronglyAsync() => CountAsync(SoldWrongly);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task<long> CountAsync(string query)
    {
        await using DbConnection connection = database.IsPostgres
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
