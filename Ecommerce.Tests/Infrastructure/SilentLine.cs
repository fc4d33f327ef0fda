using System.Net.Sockets;
using Npgsql;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>
/// A line to a PostgreSQL server that one day carries nothing any more: connections stay open and are accepted, and nobody answers.
/// </summary>
public sealed class SilentLine : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Socket listener = NewSocket();
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource unanswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly UnixDomainSocketEndPoint server;
    private volatile bool silent;

    /// <param name="connectionString">Of the server, by its unix socket.</param>
    public SilentLine(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        server = SocketIn(connection.Host!, connection.Port);
        listener.Bind(SocketIn(folder.Path, connection.Port));
        listener.Listen();
        connection.Host = folder.Path;
        ConnectionString = connection.ConnectionString;
        _ = AcceptAsync();
    }

    /// <summary>Leads through the line.</summary>
    public string ConnectionString { get; }

    /// <summary>From now on nothing arrives. Ends when somebody has said something that gets no answer.</summary>
    public Task FallSilentAsync()
    {
        silent = true;
        return unanswered.Task;
    }

    public void Dispose()
    {
        ended.Cancel();
        listener.Dispose();
        folder.Dispose();
        ended.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private static UnixDomainSocketEndPoint SocketIn(string folder, int port) => new(Path.Combine(folder, $".s.PGSQL.{port}"));

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ConnectAsync(await listener.AcceptAsync(ended.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ConnectAsync(Socket near)
    {
        using var far = NewSocket();
        try
        {
            await far.ConnectAsync(server, ended.Token);
            await Task.WhenAny(CarryAsync(near, far), CarryAsync(far, near));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // One of the ends hung up.
        }
        finally
        {
            near.Dispose();
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, ended.Token) is > 0 and var length)
        {
            if (silent) unanswered.TrySetResult();
            else await to.SendAsync(buffer.AsMemory(0, length), ended.Token);
        }
    }
}
