using System.Globalization;
using Npgsql;

namespace Ecommerce.Bench.Servers;

/// <summary>A PostgreSQL server for the bench alone, behind a unix socket; every commit waits for the disk, as in production.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string SystemUser = "postgres";

    /// <summary>More than the defaults only where they would make checkpoints the subject of the measurement.</summary>
    private const string Settings = "-c max_connections=200 -c shared_buffers=512MB -c max_wal_size=4GB";

    private readonly string folder;

    private PostgresCluster(string folder) => this.folder = folder;

    private static string BinFolder { get; } = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
        .Where(bin => File.Exists(Path.Combine(bin, "postgres"))).Order(StringComparer.Ordinal).Last();

    public int ProcessId { get; private set; }

    public static async Task<PostgresCluster> StartAsync(bool keep)
    {
        // Not below the repository: the server runs as a user of its own, who may not see that.
        var cluster = new PostgresCluster(Path.Combine(Path.GetTempPath(), "ecommerce-bench-postgres"));
        if (!keep && Directory.Exists(cluster.folder)) Directory.Delete(cluster.folder, recursive: true);
        if (!Directory.Exists(cluster.folder))
        {
            Directory.CreateDirectory(cluster.folder);
            if (Environment.UserName == "root") await Programs.RunAsync("chown", [SystemUser, cluster.folder]);
            await RunServerProgramAsync("initdb", "-D", $"{cluster.folder}/data", "-U", SystemUser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        }

        await RunServerProgramAsync(
            "pg_ctl", "start", "-w", "-D", $"{cluster.folder}/data", "-l", $"{cluster.folder}/log",
            "-o", $"-c listen_addresses='' -c unix_socket_directories={cluster.folder} {Settings}");
        cluster.ProcessId = int.Parse(File.ReadLines($"{cluster.folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
        return cluster;
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = folder,
        Username = SystemUser,
        Database = database,
        MaxPoolSize = 64,
        CommandTimeout = 0,
    }.ConnectionString;

    public async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <returns>What pgbench printed.</returns>
    public Task<string> RunPgBenchAsync(string database, string script, int connections, int seconds, params string[] variables) => Programs.RunAsync(
        Path.Combine(BinFolder, "pgbench"),
        [
            "-n", "-M", "prepared", "-f", script, "-c", $"{connections}", "-j", "2", "-T", $"{seconds}", "-h", folder, "-U", SystemUser,
            .. variables.SelectMany(v => new[] { "-D", v }), database,
        ]);

    public async ValueTask DisposeAsync() => await RunServerProgramAsync("pg_ctl", "stop", "-m", "fast", "-D", $"{folder}/data");

    /// <summary>The server's programs refuse to run as root. Not read through a pipe: the server would keep it open.</summary>
    private static Task<string> RunServerProgramAsync(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(BinFolder, program), .. arguments];
        if (Environment.UserName == "root") command = ["runuser", "-u", SystemUser, "--", .. command];
        return Programs.RunAsync("/bin/sh", ["-c", "\"$@\" > /dev/null 2>&1", "sh", .. command]);
    }
}
