using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Returns;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <param name="ForfeitedBalance">The balance the shopper was told and agreed to give up, in minor units; null when they did not.</param>
public sealed record DeleteAccountRequest(long ShopperId, long? ForfeitedBalance);

public sealed record DeletedAccount(long ShopperId, long ForfeitedBalance);

/// <summary>
/// Deletes an account the way books allow (docs/decisions/0005-deleted-accounts.md): the person goes, orders and wallet entries stay as
/// those of nobody in particular. From then on whatever asks for the wallet is answered <see cref="AccountNotFound"/>.
/// </summary>
public sealed class AccountDeletion(ShopTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Refused: a balance that was not given up, the only admin, an account that is gone. Checking the password is the caller's.
    /// </summary>
    public Task<Result<DeletedAccount>> RunAsync(DeleteAccountRequest request, CancellationToken cancellationToken) =>
        transaction.EditAsync<DeletedAccount>(
            async (unit, token) =>
            {
                // Under the wallet's lock nothing of this shopper's is under way.
                var wallet = await unit.Locks.WalletAsync(request.ShopperId, token);
                if (wallet is null) return new AccountNotFound();
                if (wallet.Balance > 0 && request.ForfeitedBalance != wallet.Balance) return new BalanceNotForfeited(wallet.Balance);
                var isAdmin = await unit.Db.Admins().AnyAsync(u => u.Id == request.ShopperId, token);

                (await unit.Db.Wallets.SingleAsync(w => w.ShopperId == request.ShopperId, token)).Close(clock.UtcNow);
                if (await unit.Locks.CartAsync(CartOwner.Shopper(request.ShopperId), token) is { } cart)
                    unit.Db.Remove(await unit.Db.Carts.SingleAsync(c => c.Id == cart.Id, token));
                await ForgetAsync(unit.Db, request.ShopperId, token);
                if (isAdmin && !await unit.LeavesAnAdminAsync(clock.UtcNow, token)) return new LastAdminStays();
                return new DeletedAccount(request.ShopperId, wallet.Balance);
            },
            cancellationToken);

    /// <summary>Removes everything that tells who it was or lets anybody in.</summary>
    private static async Task ForgetAsync(ShopContext db, long shopperId, CancellationToken cancellationToken)
    {
        var shopper = await db.Users.SingleAsync(u => u.Id == shopperId, cancellationToken);
        shopper.UserName = $"deleted-{shopperId}"; // not an address, so nobody can register it
        shopper.NormalizedUserName = shopper.UserName.ToUpperInvariant();
        shopper.Email = shopper.NormalizedEmail = shopper.PhoneNumber = shopper.PasswordHash = null;
        shopper.EmailConfirmed = shopper.PhoneNumberConfirmed = shopper.TwoFactorEnabled = false;
        shopper.LockoutEnabled = true;
        shopper.LockoutEnd = DateTimeOffset.MaxValue;
        shopper.SecurityStamp = Guid.NewGuid().ToString(); // ends links in mails
        shopper.ConcurrencyStamp = Guid.NewGuid().ToString();

        await db.Users.Where(u => u.Id == shopperId)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.Language, (string?)null), cancellationToken);
        await DeliveryPrivacy.ForgetAsync(db, shopperId, cancellationToken);
        await ReturnPrivacy.ForgetAsync(db, shopperId, cancellationToken);
        await RemoveAsync(db.UserRoles.Where(r => r.UserId == shopperId));
        await RemoveAsync(db.UserClaims.Where(c => c.UserId == shopperId));
        await RemoveAsync(db.UserLogins.Where(l => l.UserId == shopperId));
        await RemoveAsync(db.UserTokens.Where(t => t.UserId == shopperId));
        await RemoveAsync(db.UserPasskeys.Where(p => p.UserId == shopperId));
        await RemoveAsync(db.Sessions.Where(s => s.ShopperId == shopperId));
        await RemoveAsync(db.Addresses.Where(a => a.ShopperId == shopperId));
        await RemoveAsync(db.ShopperNotes.Where(n => n.ShopperId == shopperId));
        await RemoveAsync(db.IdempotencyRecords.Where(r => r.ShopperId == shopperId));

        async Task RemoveAsync<T>(IQueryable<T> rows)
            where T : class => db.RemoveRange(await rows.ToListAsync(cancellationToken));
    }
}
