using System.Data.Common;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Identity.SecondFactor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>Whether a session may manage the shop.</summary>
public enum AdminRight
{
    /// <summary>The account does not have the role.</summary>
    None,

    /// <summary>It has, but the session was not made with a second factor, which the shop demands.</summary>
    Withheld,

    Held,
}

/// <summary>A live session, as the database has it now.</summary>
/// <param name="ProvedAt">When its owner last proved who they are.</param>
/// <param name="HasFactor">Whether the account has a second factor: an authenticator or a passkey.</param>
public readonly record struct SessionState(
    long Id, long ShopperId, DateTime CreatedAt, DateTime SeenAt, DateTime ProvedAt, AdminRight Admin, bool HasFactor)
{
    public bool IsAdmin => Admin == AdminRight.Held;
}

/// <summary>A live session as its owner sees it.</summary>
/// <param name="SeenAt">When it was last used, to some minutes.</param>
public sealed record SessionView(long Id, DateTime CreatedAt, DateTime SeenAt, string Device, string Address);

/// <summary>Which sessions are live, as committed at the moment of asking.</summary>
public sealed class SessionQueries
{
    private readonly PreparedReads reads;
    private readonly SessionStatements statements;
    private readonly IDbContextFactory<ShopContext> contexts;
    private readonly StoreClock clock;
    private readonly SecondFactorOptions demand;
    private readonly SharedLookups<SessionState>? lookups;

    public SessionQueries(
        ShopDatabase database,
        PreparedReads reads,
        SessionStatements statements,
        IDbContextFactory<ShopContext> contexts,
        StoreClock clock,
        IOptions<SecondFactorOptions> demand)
    {
        this.reads = reads;
        this.statements = statements;
        this.contexts = contexts;
        this.clock = clock;
        this.demand = demand.Value;
        // Every request asks. On a server that is a round trip; in this process it costs less than to wait for others.
        lookups = database.IsInProcess ? null : new(async ids => (await FindAsync(ids, CancellationToken.None)).ToDictionary(s => s.Id));
    }

    /// <summary>Null for a session that has ended, or whose account is gone, locked or has another password by now.</summary>
    public async Task<SessionState?> FindAsync(long id, CancellationToken cancellationToken)
    {
        if (lookups is not null) return await lookups.FindAsync(id, cancellationToken);
        return await FindAsync([id], cancellationToken) is [var found] ? found : null;
    }

    /// <summary>Those of the sessions that are live, in one query.</summary>
    public async Task<IReadOnlyList<SessionState>> FindAsync(long[] ids, CancellationToken cancellationToken)
    {
        var found = new List<SessionState>(ids.Length);
        var statement = ids is [var alone] ? SessionStatements.Find(alone, clock.UtcNow) : statements.Find(ids, clock.UtcNow);
        await reads.RunAsync([statement], (_, row) => found.Add(ReadState(row)), cancellationToken);
        return found;
    }

    /// <summary>The account's live sessions, the last used first.</summary>
    public async Task<Page<SessionView>> ListAsync(long shopperId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sessions = db.Sessions.FromSqlRaw(SessionStatements.OfShopper, shopperId, clock.UtcNow);
        var total = await sessions.CountAsync(cancellationToken);
        var items = await sessions.OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id)
            .Skip(page.Skip).Take(page.Limit)
            .Select(s => new SessionView(s.Id, s.CreatedAt, s.SeenAt, s.Device, s.Address))
            .ToListAsync(cancellationToken);
        return page.Of(items, total);
    }

    private SessionState ReadState(DbDataReader row)
    {
        var (hasRole, hasFactor) = (row.GetInt64(6) > 0, row.GetBoolean(7) || row.GetInt64(8) > 0);
        // A factor that was taken away since makes no session strong.
        var isStrong = row.GetBoolean(5) && hasFactor;
        var admin = !hasRole ? AdminRight.None
            : isStrong || !demand.RequireSecondFactor ? AdminRight.Held
            : AdminRight.Withheld;
        return new(row.GetInt64(0), row.GetInt64(1), InstantAt(row, 2), InstantAt(row, 3), InstantAt(row, 4), admin, hasFactor);
    }

    private static DateTime InstantAt(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);
}
