using Ecommerce.Bench.Machine;
using Ecommerce.Bench.Reports;

namespace Ecommerce.Bench;

/// <summary>The whole bench: each database in turn, then the report.</summary>
public static class BenchRun
{
    /// <summary>More than the defaults only where they would make checkpoints the subject of the measurement.</summary>
    private const string PostgresSettings = "-c max_connections=200 -c shared_buffers=512MB -c max_wal_size=4GB";

    public static async Task RunAsync(BenchOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var machine = MachineInfo.Lines().ToList();
        var results = new Results();
        if (options.Databases.Contains("sqlite")) await new DatabaseRun(options, results, null).RunAsync();
        if (options.Databases.Contains("postgres"))
        {
            await using var server = await StartPostgresAsync(options.Keep);
            machine.Add($"{await server.ExecuteAsync("SELECT 'PostgreSQL ' || current_setting('server_version')")}");
            await new DatabaseRun(options, results, server).RunAsync();
        }

        var report = Report.Of(results, machine, options);
        await File.WriteAllTextAsync(options.Report, report);
        Console.WriteLine();
        Console.WriteLine(report);
    }

    private static Task<PostgresServer> StartPostgresAsync(bool keep)
    {
        // Not below the repository: the server runs as a user of its own, who may not see that.
        var folder = Path.Combine(Path.GetTempPath(), "ecommerce-bench-postgres");
        if (!keep && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return PostgresServer.StartAsync(folder, PostgresSettings);
    }
}
