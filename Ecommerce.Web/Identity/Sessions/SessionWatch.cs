using System.Collections.Concurrent;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity.Sessions;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>
/// Looks after the sessions of all pages that are open on this instance, with one query: every two seconds, and before a page acts on
/// what is known for longer than four. A page whose session has ended is loaded anew.
/// </summary>
public sealed class SessionWatch(SessionQueries sessions, StoreClock clock, ILogger<SessionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>More than the interval, so that no page waits while the query is under way; less than the five seconds promised.</summary>
    private static readonly TimeSpan LongestKnown = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<CircuitSession, long> watched = [];
    private readonly SemaphoreSlim looking = new(1);
    private long? lookedAt;

    public void Add(CircuitSession circuit, long session) => watched[circuit] = session;

    public void Remove(CircuitSession circuit) => watched.TryRemove(circuit, out _);

    /// <summary>Makes sure that what is known of the open pages' sessions is at most four seconds old.</summary>
    /// <param name="knownAt">When the page's session was looked at last, where that was not here (a timestamp of the clock).</param>
    public async Task RequireAsync(long? knownAt, CancellationToken cancellationToken)
    {
        if (IsKnown(knownAt) || IsKnown(lookedAt)) return;
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (!IsKnown(lookedAt)) await LookAsync(cancellationToken);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Looks now.</summary>
    public async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            await LookAsync(cancellationToken);
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
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAgainAsync(stoppingToken);
    }

    private bool IsKnown(long? at) => at is { } known && clock.Provider.GetElapsedTime(known) < LongestKnown;

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.Provider.GetTimestamp();
        try
        {
            await EndAsync([.. watched], cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a page does needs the database as well, and says so.
            log.LogWarning(error, "Could not read whether the sessions of open pages have ended.");
        }

        lookedAt = now;
    }

    private async Task EndAsync(IReadOnlyList<KeyValuePair<CircuitSession, long>> circuits, CancellationToken cancellationToken)
    {
        if (circuits.Count == 0) return;
        var live = await sessions.FindAsync([.. circuits.Select(c => c.Value).Distinct()], cancellationToken);
        var byId = live.ToDictionary(session => session.Id);
        foreach (var (circuit, id) in circuits)
            if (!byId.TryGetValue(id, out var session) || !circuit.Holds(session)) circuit.Leave();
    }
}
