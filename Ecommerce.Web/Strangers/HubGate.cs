using System.Net.WebSockets;
using Ecommerce.Web.Api;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// Stands before the hub that circuits connect to (<c>/_blazor</c>): counts what an address has open there, and watches its sockets. Who is
/// refused keeps the page, which can be read and whose forms can be sent without a circuit.
/// </summary>
public sealed class HubGate(
    IOptions<RateLimitSettings> limits, IOptions<CircuitSettings> settings, CircuitPlaces circuits, TimeProvider time, SecurityLog security)
    : IDisposable
{
    public const string Path = "/_blazor";

    private const string RetryAfter = "30"; // seconds

    private readonly HeldPlaces sockets = new();
    private readonly HeldPlaces requests = new();
    private readonly Turns starting = new(time);
    private readonly Allowance beginnings = new(time, TimeSpan.FromMinutes(1));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isSocket = context.WebSockets.IsWebSocketRequest;
        var address = CallerAddress.Of(context);
        using var place = isSocket
            ? sockets.Take(address, IfEnabled(limits.Value.Sockets))
            : requests.Take(address, IfEnabled(limits.Value.HubRequests));
        if (place is null || !MayBegin(context, isSocket, address))
        {
            await RefuseAsync(context);
            return;
        }

        if (isSocket) await WatchAsync(context, address, next);
        else await next(context);
    }

    /// <summary>
    /// Few sockets of an address are there without a circuit at once. A browser that opens all its pages again waits for a moment with some
    /// of them; strangers who only keep sockets wait until they are refused, and cost next to nothing until then.
    /// </summary>
    private async Task WatchAsync(HttpContext context, string address, RequestDelegate next)
    {
        var patience = TimeSpan.FromSeconds(settings.Value.StartSeconds);
        using var turn = await starting.TakeAsync(address, IfEnabled(limits.Value.StartingSockets), patience, context.RequestAborted);
        if (turn is null)
        {
            await RefuseAsync(context);
            return;
        }

        var inner = context.Features.GetRequiredFeature<IHttpWebSocketFeature>();
        context.Features.Set<IHttpWebSocketFeature>(new WatchingFeature(context, inner, turn, settings.Value, time, security));
        await next(context);
    }

    public void Dispose() => starting.Dispose();

    private Task RefuseAsync(HttpContext context)
    {
        security.CircuitRefused("connections");
        context.Response.Headers.Connection = "close"; // a refused one is not kept either
        context.Response.Headers.RetryAfter = RetryAfter;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return context.Response.CompleteAsync(); // no page: a script asked
    }

    /// <summary>
    /// Whether this is no beginning, or one that may be. An address that has all its circuits begins none; while the socket of one is gone,
    /// it may be that one coming back, which only the hub finds out.
    /// </summary>
    private bool MayBegin(HttpContext context, bool isSocket, string address)
    {
        var isNegotiation = context.Request.Path.StartsWithSegments($"{Path}/negotiate");
        if (!isNegotiation && !isSocket) return true;
        if (circuits.AreFull(address)) return false;
        if (isSocket && context.Request.Query.ContainsKey("id")) return true; // counted when it negotiated
        return beginnings.TryUse(address, IfEnabled(limits.Value.ConnectsPerMinute));
    }

    private int IfEnabled(int limit) => limits.Value.Enabled ? limit : 0;

    private sealed class WatchingFeature(
        HttpContext context,
        IHttpWebSocketFeature inner,
        IDisposable turn,
        CircuitSettings settings,
        TimeProvider time,
        SecurityLog security)
        : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => inner.IsWebSocketRequest;

        public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext options)
        {
            var accepted = await inner.AcceptAsync(options);
            var socket = new WatchedSocket(accepted, turn, settings, time) { WhenCut = reason => security.SocketCut(context, reason) };
            context.Items[typeof(WatchedSocket)] = socket;
            return socket;
        }
    }
}
