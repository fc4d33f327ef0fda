using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Bench.Load;
using Ecommerce.Bench.Machine;

namespace Ecommerce.Bench.Limits;

/// <summary>What an order costs PostgreSQL at the least: pgbench with the same statements, one by one or as one call.</summary>
public static partial class PgBench
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Limits");

    public static async Task InstallAsync(PostgresServer server, string database) =>
        await server.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Folder, "order-function.sql")), database);

    /// <param name="script">order.sql or order-call.sql.</param>
    public static async Task<Measurement> RunAsync(
        PostgresServer server, string database, string script, int connections, TimeSpan duration, int products, int shoppers)
    {
        var before = CpuTime.OfTree(server.ProcessId);
        var said = await Programs.RunAsync(
            Path.Combine(PostgresServer.BinFolder, "pgbench"),
            [
                "-n", "-M", "prepared", "-f", Path.Combine(Folder, script), "-c", $"{connections}", "-j", "2",
                "-T", $"{(int)duration.TotalSeconds}", "-h", server.Host, "-U", PostgresServer.User,
                "-D", $"products={products}", "-D", $"shoppers={shoppers}", database,
            ]);
        var cpu = CpuTime.OfTree(server.ProcessId) - before;
        var done = int.Parse(Transactions().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        var latency = (int)(1000 * double.Parse(Latency().Match(said).Groups[1].Value, CultureInfo.InvariantCulture));
        // pgbench tells the average alone.
        var rate = double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Measurement(
            TimeSpan.FromSeconds(done / rate),
            Enumerable.Repeat(latency, done).ToArray(),
            new CpuSeconds(0, cpu),
            0,
            new Dictionary<string, int>());
    }

    [GeneratedRegex(@"transactions actually processed: (\d+)")]
    private static partial Regex Transactions();

    [GeneratedRegex(@"latency average = ([\d.]+) ms")]
    private static partial Regex Latency();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
