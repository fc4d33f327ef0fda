using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Addresses;

/// <summary>An address as its owner sees it.</summary>
public sealed record AddressView(
    long Id, string Recipient, string Phone, string PostalCode, string Address1, string? Address2, string? Note, bool IsDefault)
{
    public PostalAddress ToPostal() => new(Recipient, Phone, PostalCode, Address1, Address2, Note);

    internal static AddressView Of(ShopperAddress a) =>
        new(a.Id, a.Recipient, a.Phone, a.PostalCode, a.Address1, a.Address2, a.Note, a.DefaultOf is not null);
}

/// <summary>
/// The addresses that a shopper keeps. One of them is the default: the first, until another is made it. Whoever changes one holds the
/// shopper's wallet, so that two changes take turns.
/// </summary>
public sealed class AddressBook(ShopTransaction transaction, IDbContextFactory<ShopContext> contexts)
{
    /// <summary>All of the shopper's, the default first, then in the order in which they were added.</summary>
    public async Task<IReadOnlyList<AddressView>> ListAsync(long shopperId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var addresses = await db.Addresses.AsNoTracking().Where(a => a.ShopperId == shopperId).ToListAsync(cancellationToken);
        return addresses.Select(AddressView.Of).OrderByDescending(a => a.IsDefault).ThenBy(a => a.Id).ToList();
    }

    /// <summary>Refused: what <see cref="AddressEdit.Check"/> refuses, more than the shopper may keep, an account that is gone.</summary>
    public Task<Result<AddressView>> AddAsync(long shopperId, AddressEdit edit, bool isDefault, CancellationToken cancellationToken) =>
        ChangeAsync(
            shopperId,
            edit,
            async (db, postal, token) =>
            {
                var count = await db.Addresses.CountAsync(a => a.ShopperId == shopperId, token);
                if (count >= AddressLimits.MaxCount) return new TooManyAddresses(AddressLimits.MaxCount);
                if (isDefault) await ClearDefaultAsync(db, shopperId, token);
                var added = new ShopperAddress
                {
                    ShopperId = shopperId,
                    Recipient = postal.Recipient,
                    Phone = postal.Phone,
                    PostalCode = postal.PostalCode,
                    Address1 = postal.Address1,
                    Address2 = postal.Address2,
                    Note = postal.Note,
                    DefaultOf = isDefault || count == 0 ? shopperId : null,
                };
                db.Add(added);
                await db.SaveChangesAsync(token); // for its id
                return AddressView.Of(added);
            },
            cancellationToken);

    /// <summary>
    /// Writes all members. The default stays it until another is made the default. Refused: an address that is not the shopper's, and
    /// what <see cref="AddAsync"/> refuses.
    /// </summary>
    public Task<Result<AddressView>> UpdateAsync(
        long shopperId, long id, AddressEdit edit, bool isDefault, CancellationToken cancellationToken) =>
        ChangeAsync(
            shopperId,
            edit,
            async (db, postal, token) =>
            {
                if (await FindAsync(db, shopperId, id, token) is not { } address) return new AddressNotFound();
                if (isDefault && address.DefaultOf is null)
                {
                    await ClearDefaultAsync(db, shopperId, token);
                    address.DefaultOf = shopperId;
                }

                (address.Recipient, address.Phone, address.PostalCode) = (postal.Recipient, postal.Phone, postal.PostalCode);
                (address.Address1, address.Address2, address.Note) = (postal.Address1, postal.Address2, postal.Note);
                return AddressView.Of(address);
            },
            cancellationToken);

    /// <summary>
    /// Orders keep their copies. When it was the default, the one added last becomes it. Refused: an address that is not the shopper's.
    /// </summary>
    public Task<Result<long>> RemoveAsync(long shopperId, long id, CancellationToken cancellationToken) => transaction.EditAsync<long>(
        async (unit, token) =>
        {
            if (await unit.Locks.WalletAsync(shopperId, token) is null) return new AccountNotFound();
            if (await FindAsync(unit.Db, shopperId, id, token) is not { } address) return new AddressNotFound();
            unit.Db.Remove(address);
            await unit.Db.SaveChangesAsync(token); // before another takes its place under the unique key
            if (address.DefaultOf is null) return id;
            var next = await unit.Db.Addresses.Where(a => a.ShopperId == shopperId).OrderByDescending(a => a.Id).FirstOrDefaultAsync(token);
            if (next is not null) next.DefaultOf = shopperId;
            return id;
        },
        cancellationToken);

    /// <summary>Checks what was typed and changes the shopper's addresses under the lock of their wallet.</summary>
    private async Task<Result<AddressView>> ChangeAsync(
        long shopperId,
        AddressEdit edit,
        Func<ShopContext, PostalAddress, CancellationToken, Task<Result<AddressView>>> change,
        CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var postal = edit.Check(validation);
        if (validation.Failure is { } failure) return failure;
        return await transaction.EditAsync<AddressView>(
            async (unit, token) => await unit.Locks.WalletAsync(shopperId, token) is null
                ? new AccountNotFound()
                : await change(unit.Db, postal, token),
            cancellationToken);
    }

    private static Task<ShopperAddress?> FindAsync(ShopContext db, long shopperId, long id, CancellationToken cancellationToken) =>
        db.Addresses.FirstOrDefaultAsync(a => a.Id == id && a.ShopperId == shopperId, cancellationToken);

    private static Task<int> ClearDefaultAsync(ShopContext db, long shopperId, CancellationToken cancellationToken) =>
        db.Addresses.Where(a => a.DefaultOf == shopperId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.DefaultOf, (long?)null), cancellationToken);
}
