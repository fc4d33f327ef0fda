using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity.Sessions;

namespace Ecommerce.Core.Identity;

/// <summary>An admin ends all sessions of an account: its browsers and its clients of the API, on every instance.</summary>
public sealed class LogOutShopper(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>Answers how many there were. Refused: an actor without the role, an account that is gone.</summary>
    public Task<Result<int>> RunAsync(Actor actor, long id, CancellationToken cancellationToken) => transaction.RunAsync<int>(
        actor,
        async (unit, token) =>
        {
            if (await unit.Locks.WalletAsync(id, token) is null) return new ShopperNotFound();
            var ended = await SessionRegister.EndAllAsync(unit.Db, id, clock.UtcNow, token);
            return new Changed<int>(
                ended,
                AdminChange.Of(
                    AdminActions.ShopperLoggedOut,
                    new(AuditSubjects.Shopper, id),
                    new { Sessions = ended },
                    new { Sessions = 0 }));
        },
        cancellationToken);
}
