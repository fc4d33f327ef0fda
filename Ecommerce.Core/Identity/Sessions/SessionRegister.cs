using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>Where a log-in comes from.</summary>
/// <param name="Device">What the browser or client calls itself.</param>
/// <param name="Language">The name of the culture that it reads.</param>
public readonly record struct LoginOrigin(string Device, string Address, string? Language = null);

/// <summary>Begins sessions, prolongs and ends them. What has ended never begins again.</summary>
public sealed class SessionRegister(ShopTransaction transaction, StoreClock clock, IOptions<LoginSessionOptions> options)
{
    /// <summary>How far behind <see cref="LoginSession.SeenAt"/> may be: not every request writes.</summary>
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session.</summary>
    /// <param name="securityStamp">The account's at the moment when its password was right.</param>
    /// <param name="replaced">The session that the same browser had until now; it ends.</param>
    /// <param name="isStrong">Whether a second factor was proved too.</param>
    /// <returns>The new session's id.</returns>
    public async Task<long> BeginAsync(
        long shopperId,
        string securityStamp,
        LoginOrigin origin,
        long? replaced,
        CancellationToken cancellationToken,
        bool isStrong = false)
    {
        var now = clock.UtcNow;
        var session = await transaction.EditAsync<LoginSession>(
            async (unit, token) =>
            {
                if (replaced is { } old) await EndAsync(unit.Db.Sessions.Where(s => s.Id == old), now, token);
                var begun = new LoginSession
                {
                    ShopperId = shopperId,
                    CreatedAt = now,
                    SeenAt = now,
                    EndsAt = options.Value.EndOf(now, now),
                    Device = Cut(origin.Device, LoginSession.MaxDeviceLength),
                    Address = Cut(origin.Address, LoginSession.MaxAddressLength),
                    SecurityStamp = securityStamp,
                    ProvedAt = now,
                    IsStrong = isStrong,
                };
                unit.Db.Add(begun);
                await unit.Db.SaveChangesAsync(token);
                if (origin.Language is { } language) await ShopperLanguage.SetAsync(unit.Db, shopperId, language, token);
                return begun;
            },
            cancellationToken);
        return session.Value!.Id;
    }

    /// <summary>Puts the end of a session off that is used, once in some minutes.</summary>
    public async Task KeepAsync(SessionState session, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        if (now - session.SeenAt < SeenPrecision) return;
        var end = options.Value.EndOf(session.CreatedAt, now);
        await transaction.EditAsync<int>(
            async (unit, token) => await unit.Db.Sessions.Where(s => s.Id == session.Id && s.EndsAt > now).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.SeenAt, now).SetProperty(x => x.EndsAt, end), token),
            cancellationToken);
    }

    /// <summary>The session's owner has proved again who they are, perhaps with a second factor.</summary>
    public Task ProveAsync(long id, bool withFactor, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return transaction.EditAsync<int>(
            async (unit, token) => await unit.Db.Sessions.Where(s => s.Id == id && s.EndsAt > now).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.ProvedAt, now).SetProperty(x => x.IsStrong, x => x.IsStrong || withFactor), token),
            cancellationToken);
    }

    /// <summary>
    /// Uses a refresh token up: it is good once, and the next one has the number behind it. One that was used before ends the session,
    /// for somebody has a copy of it (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, section 4.14.2</see>).
    /// </summary>
    /// <returns>Whether it was good.</returns>
    public async Task<bool> UseRefreshTokenAsync(SessionState session, int number, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var end = options.Value.EndOf(session.CreatedAt, now);
        var used = await transaction.EditAsync<bool>(
            async (unit, token) =>
            {
                var row = unit.Db.Sessions.Where(s => s.Id == session.Id && s.EndsAt > now);
                var good = await row.Where(s => s.RefreshNumber == number).ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.RefreshNumber, number + 1).SetProperty(x => x.SeenAt, now).SetProperty(x => x.EndsAt, end),
                    token);
                if (good == 0) await EndAsync(row, now, token);
                return good > 0;
            },
            cancellationToken);
        return used.Value;
    }

    /// <summary>Ends a session of the account. Refused: one that is not the account's, or has ended.</summary>
    public Task<Result<long>> EndAsync(long shopperId, long id, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return transaction.EditAsync<long>(
            async (unit, token) =>
                await EndAsync(unit.Db.Sessions.Where(s => s.Id == id && s.ShopperId == shopperId && s.EndsAt > now), now, token) > 0
                    ? id
                    : new SessionNotFound(),
            cancellationToken);
    }

    /// <summary>Ends all sessions of the account.</summary>
    public async Task EndAllAsync(long shopperId, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        await transaction.EditAsync<int>(
            async (unit, token) => await EndAllAsync(unit.Db, shopperId, now, token), cancellationToken);
    }

    /// <summary>Ends all sessions of the account in a unit. Answers how many there were.</summary>
    internal static Task<int> EndAllAsync(ShopContext db, long shopperId, DateTime now, CancellationToken cancellationToken) =>
        EndAsync(db.Sessions.Where(s => s.ShopperId == shopperId && s.EndsAt > now), now, cancellationToken);

    private static Task<int> EndAsync(IQueryable<LoginSession> sessions, DateTime now, CancellationToken cancellationToken) =>
        sessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.EndsAt, now), cancellationToken);

    private static string Cut(string text, int length) => Validation.Storable(Validation.Cut(text, length));
}
