using System.Diagnostics;
using Npgsql;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>A PostgreSQL server for this run alone: in a temporary folder, behind a unix socket, without waiting for the disk.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string SystemUser = "postgres";

    private readonly string folder;

    private PostgresServer(string folder) => this.folder = folder;

    /// <summary>Where the server's programs are; null where it is not installed.</summary>
    public static string? BinFolder { get; } = FindBinFolder();

    /// <summary>Where the suite has to be complete (CI), a missing server is a failure.</summary>
    public static void SkipTestWhereMissing()
    {
        const string reason = "No PostgreSQL server is installed (initdb was not found).";
        if (BinFolder is not null) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ecommerce-pg-").FullName;
        if (Environment.UserName == "root") await RunAsync("chown", SystemUser, folder);
        var server = new PostgresServer(folder);
        await RunServerProgramAsync("initdb", "-D", $"{folder}/data", "-U", SystemUser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await server.StartServerAsync();
        return server;
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = folder, Username = SystemUser, Database = database, MaxPoolSize = 25, Timeout = 30 }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task StartServerAsync() => RunServerProgramAsync(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        $"{folder}/data",
        "-l",
        $"{folder}/log",
        "-o",
        $"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=400 -c fsync=off -c synchronous_commit=off -c full_page_writes=off");

    /// <summary>Stops it as a crash would.</summary>
    public Task StopServerAsync() => RunServerProgramAsync("pg_ctl", "stop", "-m", "immediate", "-D", $"{folder}/data");

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string? FindBinFolder() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .Select(version => Path.Combine(version, "bin"))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .Where(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")))
        .OrderDescending(StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The server's programs refuse to run as root.</summary>
    private static Task RunServerProgramAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(BinFolder!, program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", SystemUser, "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Not redirected through pipes: the server would keep them open.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("\"$@\" > /dev/null 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
