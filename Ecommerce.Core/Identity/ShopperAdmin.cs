using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <summary>An account as admins see it; the balance in minor units.</summary>
/// <param name="Email">Null for an account that was deleted.</param>
/// <param name="LockoutEnd">Until when it is locked; null when it is not.</param>
/// <param name="ClosedAt">When its owner deleted it.</param>
/// <param name="Authenticator">Whether a log-in asks for an authenticator's code.</param>
/// <param name="CreatedAt">When it was opened; null where the shop does not know.</param>
public sealed record ShopperRow(
    long Id,
    string? Email,
    bool EmailConfirmed,
    bool IsAdmin,
    long Balance,
    int Orders,
    DateTimeOffset? LockoutEnd,
    DateTime? ClosedAt,
    bool Authenticator,
    int Passkeys,
    DateTime? CreatedAt)
{
    public bool HasFactor => Authenticator || Passkeys > 0;

    /// <summary>Locked by an admin, until an admin unlocks it.</summary>
    public bool IsLockedForGood => LockoutEnd?.Year == DateTimeOffset.MaxValue.Year;
}

/// <summary>Accounts, for admins.</summary>
public sealed class ShopperAdmin(IDbContextFactory<ShopContext> contexts, AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Accounts whose address contains the text (in any case), or all of them; newest first. A number finds the account of that id and the
    /// one that placed the order of that number too.
    /// </summary>
    public async Task<Page<ShopperRow>> ListAsync(string? search, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shoppers = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var (part, inDomain) = EmailAddress.NormalizePart(search);
            var number = long.TryParse(part, out var id) ? id : 0;
            var buyer = number == 0
                ? 0
                : await db.Orders.Where(o => o.Id == number).Select(o => o.ShopperId).FirstOrDefaultAsync(cancellationToken);
            // An account has no name. Orders are found by the name of whom they go to (OrderSearch).
            shoppers = shoppers.Where(u => u.NormalizedEmail!.Contains(part) || u.NormalizedEmail!.Contains(inDomain)
                || u.Id == number || u.Id == buyer);
        }

        var total = await shoppers.CountAsync(cancellationToken);
        var items = await Rows(db, shoppers.OrderByDescending(u => u.Id).Skip(page.Skip).Take(page.Limit)).ToListAsync(cancellationToken);
        return page.Of(items.OrderByDescending(s => s.Id).Select(WithoutPastLockout).ToList(), total);
    }

    /// <summary>Refused: an account that never was. One that its owner deleted is still found.</summary>
    public async Task<Result<ShopperRow>> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shopper = await Rows(db, db.Users.Where(u => u.Id == id)).FirstOrDefaultAsync(cancellationToken);
        return shopper is null ? new ShopperNotFound() : WithoutPastLockout(shopper);
    }

    /// <summary>
    /// Lets somebody in again: takes the account's lock away, and forgets log-ins that failed. Refused: an actor without the role, an
    /// account that is gone.
    /// </summary>
    public Task<Result<long>> UnlockAsync(Actor actor, long id, CancellationToken cancellationToken) => transaction.RunAsync<long>(
        actor,
        async (unit, token) =>
        {
            // Its wallet's lock: an account that is being deleted stays closed.
            if (await unit.Locks.WalletAsync(id, token) is null) return new ShopperNotFound();
            var locked = await unit.Db.Users.Where(u => u.Id == id)
                .Select(u => new { u.LockoutEnd, u.UserName }).SingleAsync(token);
            await unit.Db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(
                u => u
                    .SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null)
                    .SetProperty(x => x.ConcurrencyStamp, Guid.NewGuid().ToString()),
                token);
            await LoginAttempts.Of(unit.Db, locked.UserName!).ExecuteDeleteAsync(token);
            return new Changed<long>(
                id,
                AdminChange.Of(
                    AdminActions.ShopperUnlocked,
                    new(AuditSubjects.Shopper, id),
                    new { LockoutEnd = TextOf(locked.LockoutEnd) },
                    new { LockoutEnd = TextOf(null) }));
        },
        cancellationToken);

    /// <summary>
    /// Takes the second factor of somebody away who has lost it: authenticator, recovery codes and passkeys. Ends all of their sessions.
    /// Refused: an actor without the role, an account that is gone, the actor's own, an account without a factor.
    /// </summary>
    public Task<Result<long>> ResetFactorAsync(Actor actor, long id, CancellationToken cancellationToken) => transaction.RunAsync<long>(
        actor,
        async (unit, token) =>
        {
            if (actor.AccountId == id) return new OwnFactor();
            if (await unit.Locks.WalletAsync(id, token) is null) return new ShopperNotFound();
            var (had, passkeys) = (
                await unit.Db.Users.Where(u => u.Id == id).Select(u => u.TwoFactorEnabled).SingleAsync(token),
                await unit.Db.UserPasskeys.Where(p => p.UserId == id).ExecuteDeleteAsync(token));
            if (!had && passkeys == 0) return new FactorNotSet();
            await unit.Db.UserTokens.Where(t => t.UserId == id).ExecuteDeleteAsync(token);
            await unit.Db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(
                u => u
                    .SetProperty(x => x.TwoFactorEnabled, false)
                    .SetProperty(x => x.SecurityStamp, Guid.NewGuid().ToString()) // ends the sessions
                    .SetProperty(x => x.ConcurrencyStamp, Guid.NewGuid().ToString()),
                token);
            return new Changed<long>(
                id,
                AdminChange.Of(
                    AdminActions.FactorReset,
                    new(AuditSubjects.Shopper, id),
                    new { Authenticator = had, Passkeys = passkeys },
                    new { Authenticator = false, Passkeys = 0 }));
        },
        cancellationToken);

    private static string? TextOf(DateTimeOffset? instant) => instant is { } known ? InstantText.Of(known.UtcDateTime) : null;

    private static IQueryable<ShopperRow> Rows(ShopContext db, IQueryable<Shopper> shoppers) =>
        from shopper in shoppers
        join wallet in db.Wallets on shopper.Id equals wallet.ShopperId
        select new ShopperRow(
            shopper.Id,
            shopper.Email,
            shopper.EmailConfirmed,
            db.Admins().Any(u => u.Id == shopper.Id),
            wallet.Balance,
            db.Orders.Count(o => o.ShopperId == shopper.Id),
            shopper.LockoutEnd,
            wallet.ClosedAt,
            shopper.TwoFactorEnabled,
            db.UserPasskeys.Count(p => p.UserId == shopper.Id),
            shopper.CreatedAt);

    private ShopperRow WithoutPastLockout(ShopperRow shopper) =>
        shopper.ClosedAt is null && shopper.LockoutEnd > clock.UtcNow ? shopper : shopper with { LockoutEnd = null };
}
