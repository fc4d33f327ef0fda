using Ecommerce.Bench.Machine;
using Ecommerce.Bench.Reports;
using Ecommerce.Bench.Servers;

namespace Ecommerce.Bench;

/// <summary>The whole bench: each database in turn, then the report.</summary>
public static class BenchRun
{
    public static async Task RunAsync(BenchOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var machine = MachineInfo.Lines().ToList();
        var results = new Results();
        if (options.Databases.Contains("sqlite")) await new DatabaseRun(options, results, null).RunAsync();
        if (options.Databases.Contains("postgres"))
        {
            await using var cluster = await PostgresCluster.StartAsync(options.Keep);
            machine.Add($"{await cluster.ExecuteAsync("postgres", "SELECT 'PostgreSQL ' || current_setting('server_version')")}");
            await new DatabaseRun(options, results, cluster).RunAsync();
        }

        var report = Report.Of(results, machine, options);
        await File.WriteAllTextAsync(options.Report, report);
        Console.WriteLine();
        Console.WriteLine(report);
    }
}
