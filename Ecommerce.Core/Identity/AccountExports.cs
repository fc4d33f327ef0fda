using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Identity;

/// <summary>Everything the shop knows about a shopper; amounts in minor units of the currency beside them.</summary>
public sealed record AccountExport(
    DateTime ExportedAt, ExportedAccount Account, ExportedWallet Wallet, IReadOnlyList<OrderView> Orders,
    IReadOnlyList<ExportedCartLine> Cart, IReadOnlyList<ExportedSession> Sessions, IReadOnlyList<ExportedPasskey> Passkeys,
    IReadOnlyList<ExportedAddress> Addresses, IReadOnlyList<ExportedNote> Notes);

public sealed record ExportedAccount(
    long Id, string? Email, bool EmailConfirmed, string? PhoneNumber, bool TwoFactorEnabled, string? Language,
    IReadOnlyList<string> Roles, DateTime? CreatedAt);

public sealed record ExportedWallet(long Balance, string Currency, IReadOnlyList<StatementLine> Entries);

/// <param name="EndsAt">When it ends, or ended.</param>
public sealed record ExportedSession(DateTime CreatedAt, DateTime SeenAt, DateTime EndsAt, string Device, string Address);

public sealed record ExportedAddress(
    string Recipient, string Phone, string PostalCode, string Address1, string? Address2, string? Note, bool IsDefault);

/// <param name="Name">As its owner called it.</param>
public sealed record ExportedPasskey(string? Name, DateTime CreatedAt);

/// <summary>What the shop's admins wrote down about the shopper. Who wrote it is the admin's personal data, and stays away.</summary>
public sealed record ExportedNote(string Text, DateTime CreatedAt);

public sealed record ExportedCartLine(long ProductId, string Name, int Quantity, long PriceSeen);

/// <summary>Collects a shopper's data for the shopper, as one consistent state.</summary>
public sealed class AccountExports(
    IDbContextFactory<ShopContext> contexts, Dialect dialect, StoreClock clock, IOptions<StoreSettings> store)
{
    /// <summary>Refused: an account that is gone.</summary>
    public async Task<Result<AccountExport>> CollectAsync(long shopperId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await dialect.BeginSnapshotAsync(db, cancellationToken);
        var wallet = await db.Wallets.AsNoTracking().Include(w => w.Shopper)
            .SingleOrDefaultAsync(w => w.ShopperId == shopperId && w.ClosedAt == null, cancellationToken);
        if (wallet is null) return new AccountNotFound();

        var roles = await db.UserRoles.Where(r => r.UserId == shopperId)
            .Join(db.Roles, r => r.RoleId, role => role.Id, (_, role) => role.Name!).ToListAsync(cancellationToken);
        var entries = await db.WalletEntries.Where(e => e.ShopperId == shopperId).OrderBy(e => e.Sequence)
            .Select(StatementLine.OfEntry)
            .ToListAsync(cancellationToken);
        var orders = await db.Orders.AsNoTracking().Where(o => o.ShopperId == shopperId).OrderBy(o => o.Id)
            .Include(o => o.Delivery).Include(o => o.Lines).AsSplitQuery().ToListAsync(cancellationToken);
        var cart = await db.Carts.Where(c => c.ShopperId == shopperId)
            .SelectMany(c => db.CartItems.Where(i => i.CartId == c.Id)).OrderBy(i => i.Id)
            .Select(i => new ExportedCartLine(i.ProductId, i.Product.Name, i.Quantity, i.PriceSeen)).ToListAsync(cancellationToken);

        var sessions = await db.Sessions.Where(s => s.ShopperId == shopperId).OrderBy(s => s.Id)
            .Select(s => new ExportedSession(s.CreatedAt, s.SeenAt, s.EndsAt, s.Device, s.Address)).ToListAsync(cancellationToken);

        var passkeys = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == shopperId)
            .Select(p => new { p.Data.Name, p.Data.CreatedAt }).ToListAsync(cancellationToken);

        var addresses = await db.Addresses.Where(a => a.ShopperId == shopperId).OrderBy(a => a.Id)
            .Select(a => new ExportedAddress(
                a.Recipient, a.Phone, a.PostalCode, a.Address1, a.Address2, a.Note, a.DefaultOf != null))
            .ToListAsync(cancellationToken);
        var notes = await db.ShopperNotes.Where(n => n.ShopperId == shopperId).OrderBy(n => n.Id)
            .Select(n => new ExportedNote(n.Text, n.CreatedAt)).ToListAsync(cancellationToken);

        var shopper = wallet.Shopper;
        return new AccountExport(
            clock.UtcNow,
            new ExportedAccount(
                shopper.Id,
                shopper.Email,
                shopper.EmailConfirmed,
                shopper.PhoneNumber,
                shopper.TwoFactorEnabled,
                shopper.Language,
                roles,
                shopper.CreatedAt),
            new ExportedWallet(wallet.Balance, store.Value.Currency, entries),
            orders.ConvertAll(OrderView.Of),
            cart,
            sessions,
            [.. passkeys.Select(p => new ExportedPasskey(p.Name, p.CreatedAt.UtcDateTime)).OrderBy(p => p.CreatedAt)],
            addresses,
            notes);
    }
}
