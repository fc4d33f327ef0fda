using System.Globalization;
using Npgsql;

namespace Ecommerce.TestKit;

/// <summary>
/// A PostgreSQL server with a folder of its own. It listens at a unix socket in that folder and nowhere else: there is no port that
/// somebody else could have.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Of the database; and of the system, where the server is started by root, as whom its programs refuse to run.</summary>
    public const string User = "postgres";

    private const string Missing = "No PostgreSQL server is installed (initdb was not found).";

    /// <summary>Many tests at once, none of which cuts the power.</summary>
    private const string ForTests = "-c max_connections=400 -c fsync=off -c synchronous_commit=off -c full_page_writes=off";

    /// <summary>For a large database.</summary>
    private static readonly TimeSpan StatementLimit = TimeSpan.FromMinutes(10);

    private static readonly string? InstalledAt = FindBinFolder();

    private readonly string folder;
    private readonly string settings;
    private readonly TemporaryFolder? temporary;

    private PostgresServer(string folder, string settings, TemporaryFolder? temporary) =>
        (this.folder, this.settings, this.temporary) = (folder, settings, temporary);

    /// <summary>Why tests that need a server are skipped; null where there is one, and in CI, where a missing one is a failure.</summary>
    public static string? ReasonToSkip => InstalledAt is null && Environment.GetEnvironmentVariable("CI") != "true" ? Missing : null;

    /// <summary>Where the server's programs are.</summary>
    public static string BinFolder => InstalledAt ?? throw new InvalidOperationException(Missing);

    /// <summary>Where its socket is: the host, for clients.</summary>
    public string Host => folder;

    /// <summary>The server's first process, which the others are children of.</summary>
    public int ProcessId => int.Parse(File.ReadLines($"{folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);

    /// <summary>An empty server for tests: it does not wait for the disk, and what is in it goes with it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var temporary = new TemporaryFolder();
        var server = new PostgresServer(temporary.Path, ForTests, temporary);
        await server.InstallAsync("--no-sync");
        await server.StartServerAsync();
        return server;
    }

    /// <summary>A server on a folder that stays; on what is in it already, if there is. Its commits wait for the disk.</summary>
    /// <param name="folder">Not where the server's user may not enter.</param>
    /// <param name="settings">For its command line: <c>-c name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(string folder, string settings)
    {
        var server = new PostgresServer(folder, settings, null);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            await server.InstallAsync();
        }

        await server.StartServerAsync();
        return server;
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = folder,
        Username = User,
        Database = database,
        MaxPoolSize = 25,
        Timeout = 30,
    }.ConnectionString;

    /// <summary>Keeps no connection, which would hold the database.</summary>
    /// <returns>The first value, if any.</returns>
    public async Task<object?> ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)StatementLimit.TotalSeconds };
        return await command.ExecuteScalarAsync();
    }

    public async Task StartServerAsync()
    {
        var log = $"{folder}/log";
        try
        {
            await RunAsync(
                "pg_ctl", "start", "-w", "-D", $"{folder}/data", "-l", log,
                "-o", $"-c listen_addresses='' -c unix_socket_directories={folder} {settings}");
        }
        catch (InvalidOperationException error) when (File.Exists(log))
        {
            throw new InvalidOperationException($"{error.Message}\n{await File.ReadAllTextAsync(log)}", error);
        }
    }

    /// <summary>Stops it as a crash would.</summary>
    public Task StopServerAsync() => StopAsync("immediate");

    public async ValueTask DisposeAsync()
    {
        await StopAsync(temporary is null ? "fast" : "immediate");
        temporary?.Dispose();
    }

    /// <summary>Debian's folder of the newest version, which holds all programs, comes before what the search path finds.</summary>
    private static string? FindBinFolder() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .OrderDescending(StringComparer.Ordinal)
        .Select(version => Path.Combine(version, "bin"))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")));

    private static Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(BinFolder, program);
        return Environment.UserName == "root"
            ? Programs.RunAsync("runuser", ["-u", User, "--", path, .. arguments])
            : Programs.RunAsync(path, arguments);
    }

    private async Task InstallAsync(params IEnumerable<string> options)
    {
        if (Environment.UserName == "root") await Programs.RunAsync("chown", [User, folder]);
        await RunAsync(
            "initdb", ["-D", $"{folder}/data", "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", .. options]);
    }

    private async Task StopAsync(string mode) => await RunAsync("pg_ctl", "stop", "-m", mode, "-D", $"{folder}/data");
}
