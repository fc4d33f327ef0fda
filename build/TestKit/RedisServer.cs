using System.Diagnostics;

namespace Ecommerce.TestKit;

/// <summary>A Redis server that listens at a unix socket in a folder of its own and nowhere else, and keeps nothing.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/redis-server";

    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private RedisServer()
    {
        string[] arguments = ["--port", "0", "--unixsocket", Socket, "--save", "", "--appendonly", "no", "--dir", folder.Path];
        process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true })!;
    }

    /// <summary>Why tests that need a server are skipped; null where there is one, and in CI, where a missing one is a failure.</summary>
    public static string? ReasonToSkip =>
        File.Exists(Program) || Environment.GetEnvironmentVariable("CI") == "true" ? null : "No Redis server is installed.";

    /// <summary>As StackExchange.Redis reads it; <c>!</c> marks a unix socket.</summary>
    public string ConnectionString => $"!{Socket},connectTimeout=2000,syncTimeout=2000,asyncTimeout=2000";

    private string Socket => folder["redis.sock"];

    /// <exception cref="InvalidOperationException">It ended before it was ready.</exception>
    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        while (await server.process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("ready to accept connections", StringComparison.OrdinalIgnoreCase)) continue;
            _ = server.process.StandardOutput.ReadToEndAsync(); // or it would block when the pipe is full
            return server;
        }

        await server.DisposeAsync();
        throw new InvalidOperationException("Redis ended before it was ready.");
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
        folder.Dispose();
    }
}
