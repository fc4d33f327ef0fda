using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <summary>
/// An admin locks an account until an admin unlocks it (<see cref="ShopperAdmin.UnlockAsync"/>). Its sessions end in the same write, and a
/// log-in that is under way begins none that is live: it has the old security stamp.
/// </summary>
public sealed class LockAccount(AdminTransaction transaction, StoreClock clock)
{
    public const int MaxReasonLength = 200;

    /// <summary>
    /// Refused: an actor without the role, a reason that is missing or too long, the actor's own account, one that is gone or locked
    /// already, the last admin who can log in.
    /// </summary>
    /// <param name="reason">Why, for admins: it is kept in the audit alone, for good.</param>
    public Task<Result<long>> RunAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken) =>
        transaction.RunAsync<long>(
            actor,
            async (unit, token) =>
            {
                var validation = new Validation();
                var why = validation.Text(reason, "reason", 1, MaxReasonLength);
                if (validation.Failure is { } failure) return failure;
                if (actor.AccountId == id) return new OwnAccount();
                if (await unit.Locks.WalletAsync(id, token) is null) return new ShopperNotFound();
                var now = clock.UtcNow;
                var account = unit.Db.Users.Where(u => u.Id == id);
                if (await account.Select(u => u.LockoutEnd).SingleAsync(token) > now) return new AccountAlreadyLocked();

                await account.ExecuteUpdateAsync(
                    u => u
                        .SetProperty(x => x.LockoutEnabled, true)
                        .SetProperty(x => x.LockoutEnd, (DateTimeOffset?)DateTimeOffset.MaxValue)
                        .SetProperty(x => x.SecurityStamp, Guid.NewGuid().ToString())
                        .SetProperty(x => x.ConcurrencyStamp, Guid.NewGuid().ToString()),
                    token);
                await SessionRegister.EndAllAsync(unit.Db, id, now, token);
                if (!await unit.LeavesAnAdminAsync(now, token)) return new LastAdminStays();
                return new Changed<long>(
                    id,
                    AdminChange.Of(
                        AdminActions.ShopperLocked,
                        new(AuditSubjects.Shopper, id),
                        new { Locked = false },
                        new { Locked = true, Reason = why }));
            },
            cancellationToken);
}
