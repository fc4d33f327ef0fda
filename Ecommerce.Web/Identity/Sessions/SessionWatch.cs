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

    private const long Never = long.MinValue;

    private readonly ConcurrentDictionary<CircuitSession, long> watched = [];
    private readonly SemaphoreSlim looking = new(1);
    private long lookedAt = Never;

    public void Add(CircuitSession circuit, long session) => watched[circuit] = session;

    public void Remove(CircuitSession circuit) => watched.TryRemove(circuit, out _);

    /// <summary>Makes sure that what is known of the open pages' sessions is at most four seconds old.</summary>
    /// <param name="knownAt">When the page's session was looked at last, where that was not here (a timestamp of the clock).</param>
    public Task RequireAsync(long? knownAt, CancellationToken cancellationToken) =>
        IsKnown(knownAt ?? Never) || IsKnown(Volatile.Read(ref lookedAt))
            ? Task.CompletedTask
            : LookAsync(unlessKnown: true, cancellationToken);

    /// <summary>Looks now.</summary>
    public Task LookAgainAsync(CancellationToken cancellationToken) => LookAsync(unlessKnown: false, cancellationToken);

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

    private bool IsKnown(long at) => at != Never && clock.Provider.GetElapsedTime(at) < LongestKnown;

    private async Task LookAsync(bool unlessKnown, CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (unlessKnown && IsKnown(lookedAt)) return;
            var now = clock.Provider.GetTimestamp();
            await TryEndAsync(cancellationToken);
            Volatile.Write(ref lookedAt, now);
        }
        finally
        {
            looking.Release();
        }
    }

    private async Task TryEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EndAsync([.. watched], cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a page does needs the database as well, and says so.
            log.LogWarning(error, "Could not read whether the sessions of open pages have ended.");
        }
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
