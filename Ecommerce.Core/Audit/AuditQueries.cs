using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Audit;

/// <summary>Which actions are asked for; what is null asks for all.</summary>
/// <param name="ActorEmail">An account's whole address, in any case.</param>
public sealed record AuditFilter(AuditSubject? Subject = null, long? ActorId = null, string? ActorEmail = null, string? Action = null);

/// <summary>An action as admins see it.</summary>
/// <param name="ActorEmail">Null where no account acted, and for an account that was deleted since.</param>
/// <param name="Before">A JSON object of what changed, as it was; null when there was nothing.</param>
public sealed record AuditEntry(
    long Id,
    DateTime At,
    long? ActorId,
    string? ActorEmail,
    ActorOrigin Origin,
    string Action,
    AuditSubject Subject,
    string? Before,
    string? After,
    string Hash);

/// <summary>What admins did, for admins.</summary>
public sealed class AuditQueries(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The actions that match, newest first.</summary>
    public async Task<Page<AuditEntry>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var actorId = filter.ActorId;
        if (filter.ActorEmail is { } email)
        {
            var address = EmailAddress.Normalize(Validation.Cut(email, InvisibleText.MaxPlainLength));
            actorId = await db.Users.Where(u => u.NormalizedEmail == address).Select(u => (long?)u.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (actorId is null) return page.Of<AuditEntry>([], 0);
        }

        var actions = db.AdminActions.AsNoTracking();
        if (actorId is { } actor) actions = actions.Where(a => a.ActorId == actor);
        if (filter.Subject is { Type: var type, Id: var id }) actions = actions.Where(a => a.SubjectType == type && a.SubjectId == id);
        if (filter.Action is { } action) actions = actions.Where(a => a.Action == action);
        var total = await actions.CountAsync(cancellationToken);
        var items = await actions.OrderByDescending(a => a.Id)
            .Skip(page.Skip).Take(page.Limit)
            .Select(a => new AuditEntry(
                a.Id,
                a.CreatedAt,
                a.ActorId,
                db.Users.Where(u => u.Id == a.ActorId).Select(u => u.Email).FirstOrDefault(),
                a.Origin,
                a.Action,
                new AuditSubject(a.SubjectType, a.SubjectId),
                a.Before,
                a.After,
                a.Hash))
            .ToListAsync(cancellationToken);
        return page.Of(items, total);
    }
}
