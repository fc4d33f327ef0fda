using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <summary>A note as admins see it.</summary>
/// <param name="Author">The address of whoever wrote it; null when that account was deleted since.</param>
public sealed record NoteView(long Id, long AuthorId, string? Author, string Text, DateTime CreatedAt);

/// <summary>
/// What admins write down about shoppers. The audit tells that a note came or went, and not what it said: that can be deleted.
/// </summary>
public sealed class ShopperNotes(IDbContextFactory<ShopContext> contexts, AdminTransaction transaction, StoreClock clock)
{
    /// <summary>The shopper's notes, newest first.</summary>
    public async Task<Page<NoteView>> ListAsync(long shopperId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var notes = db.ShopperNotes.Where(n => n.ShopperId == shopperId);
        var total = await notes.CountAsync(cancellationToken);
        var items = await notes.OrderByDescending(n => n.Id).Skip(page.Skip).Take(page.Limit)
            .Select(n => new NoteView(
                n.Id,
                n.AuthorId,
                db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.Email).FirstOrDefault(),
                n.Text,
                n.CreatedAt))
            .ToListAsync(cancellationToken);
        return page.Of(items, total);
    }

    /// <summary>
    /// Refused: an actor without the role, a text of none or more than <see cref="ShopperNote.MaxLength"/> characters, a shopper who is
    /// gone.
    /// </summary>
    public Task<Result<NoteView>> AddAsync(Actor actor, long shopperId, string? text, CancellationToken cancellationToken) =>
        transaction.RunAsync<NoteView>(
            actor,
            async (unit, token) =>
            {
                var validation = new Validation();
                var clean = validation.Text(text, "text", 1, ShopperNote.MaxLength);
                if (validation.Failure is { } failure) return failure;
                if (await unit.Locks.WalletAsync(shopperId, token) is null) return new ShopperNotFound();
                var author = actor.AccountId ?? 0; // the shop itself, which writes none
                var note = new ShopperNote { ShopperId = shopperId, AuthorId = author, Text = clean, CreatedAt = clock.UtcNow };
                unit.Db.Add(note);
                await unit.Db.SaveChangesAsync(token);
                var email = await unit.Db.Users.Where(u => u.Id == author).Select(u => u.Email).FirstOrDefaultAsync(token);
                return new Changed<NoteView>(
                    new(note.Id, author, email, note.Text, note.CreatedAt),
                    AdminChange.Of(AdminActions.NoteAdded, new(AuditSubjects.Shopper, shopperId), after: new { Note = note.Id }));
            },
            cancellationToken);

    /// <summary>Refused: an actor without the role, a note that is not there (any more), or is not the actor's.</summary>
    public Task<Result<long>> DeleteAsync(Actor actor, long shopperId, long id, CancellationToken cancellationToken) =>
        transaction.RunAsync<long>(
            actor,
            async (unit, token) =>
            {
                if (await unit.Locks.WalletAsync(shopperId, token) is null) return new NoteNotFound();
                var note = await unit.Db.ShopperNotes.SingleOrDefaultAsync(n => n.Id == id && n.ShopperId == shopperId, token);
                if (note is null) return new NoteNotFound();
                if (note.AuthorId != actor.AccountId) return new NoteOfAnother();
                unit.Db.Remove(note);
                return new Changed<long>(
                    id, AdminChange.Of(AdminActions.NoteDeleted, new(AuditSubjects.Shopper, shopperId), new { Note = id }));
            },
            cancellationToken);
}
