using System.Collections.Concurrent;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity.Sessions;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>
/// Looks after the sessions of all pages that are open on this instance, with one query: every two seconds, and before a page acts on
/// what is known for longer. A page whose session has ended is loaded anew.
/// </summary>
public sealed class SessionWatch(SessionQueries sessions, StoreClock clock, ILogger<SessionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<CircuitSession, long> watched = [];
    private readonly SemaphoreSlim looking = new(1);
    private long? lookedAt;

    public void Add(CircuitSession circuit, long session) => watched[circuit] = session;

    public void Remove(CircuitSession circuit) => watched.TryRemove(circuit, out _);

    /// <summary>Makes sure that what is known is at most two seconds old. While the database is away, nothing is known anew.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (IsFresh) return;
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh) return;
            lookedAt = clock.Provider.GetTimestamp();
            await EndAsync([.. watched], cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a page does needs the database as well, and says so.
            log.LogWarning(error, "Could not read whether the sessions of open pages have ended.");
        }
        finally
        {
            looking.Release();
        }
    }

    public override void Dispose()
    {
        looking.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock.Provider);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
    }

    private bool IsFresh => lookedAt is { } at && clock.Provider.GetElapsedTime(at) < Interval;

    private async Task EndAsync(IReadOnlyList<KeyValuePair<CircuitSession, long>> circuits, CancellationToken cancellationToken)
    {
        if (circuits.Count == 0) return;
        var live = await sessions.FindAsync([.. circuits.Select(c => c.Value).Distinct()], cancellationToken);
        var byId = live.ToDictionary(session => session.Id);
        foreach (var (circuit, id) in circuits)
            if (!byId.TryGetValue(id, out var session) || !circuit.Holds(session)) circuit.Leave();
    }
}
