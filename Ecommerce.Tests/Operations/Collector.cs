using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Tests.Operations;

/// <summary>
/// An OpenTelemetry collector on a loopback port, which keeps what it is sent. Protobuf writes text as it is, so it can be searched.
/// </summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Text)> received = new();
    private LoopbackServer server = null!;

    private Collector()
    {
    }

    public string Address => server.Address;

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector.server = await LoopbackServer.StartAsync(collector.ReceiveAsync);
        return collector;
    }

    /// <summary>All that came for a signal: <c>traces</c> or <c>metrics</c>.</summary>
    public string Received(string signal) => string.Concat(received.Where(r => r.Path == $"/v1/{signal}").Select(r => r.Text));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
    }
}
