using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Audit;

/// <summary>
/// Something that an admin did. Append-only: the database refuses to change or delete one. Each row's hash covers the row and the hash of
/// the one before, so that whoever gets past that leaves a break (docs/decisions/0019-audit-of-admin-actions.md).
/// </summary>
public sealed class AdminAction
{
    /// <summary>A hash as text: 64 hexadecimal digits.</summary>
    public const int HashLength = 2 * SHA256.HashSizeInBytes;

    /// <summary>The place in the chain: 1, 2, 3 … without gaps.</summary>
    public long Id { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>The account that did it; null for the shop itself and the command line. Whose it is, only <c>users</c> knows.</summary>
    public long? ActorId { get; init; }

    /// <summary>The role it was done in.</summary>
    public string? Role { get; init; }

    public ActorOrigin Origin { get; init; }

    /// <summary>One of <see cref="AdminActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>One of <see cref="AuditSubjects"/>.</summary>
    public required string SubjectType { get; init; }

    public required string SubjectId { get; init; }

    /// <summary>The members that changed, as a JSON object; null when there were none.</summary>
    public string? Before { get; init; }

    public string? After { get; init; }

    public required string PreviousHash { get; init; }

    public string Hash { get; set; } = "";

    /// <summary>
    /// SHA-256 of what the row says, field by field: its length in UTF-16 units, a colon and the text; <c>-</c> for null; a line each.
    /// </summary>
    internal string ComputeHash()
    {
        var text = new StringBuilder();
        string?[] fields =
        [
            PreviousHash,
            Number(Id),
            InstantText.Of(CreatedAt),
            ActorId is { } actor ? Number(actor) : null,
            Role,
            ModelConventions.EnumText(Origin),
            Action,
            SubjectType,
            SubjectId,
            Before,
            After,
        ];
        foreach (var field in fields) text.Append(field is null ? "-" : $"{Number(field.Length)}:{field}").Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The chain's end, in one row: whoever appends locks it, so that writers take turns and the chain never forks. It also tells that rows are
/// missing at the end, which the rows themselves can't.
/// </summary>
public sealed class AuditHead
{
    /// <summary>The only row's.</summary>
    public const int OnlyId = 1;

    /// <summary>What the first row has in place of a hash before it.</summary>
    public static readonly string NoHash = new('0', AdminAction.HashLength);

    public int Id { get; init; } = OnlyId;

    /// <summary>Rows in the chain, which is also the last one's id.</summary>
    public long Length { get; private set; }

    /// <summary>The last row's; <see cref="NoHash"/> while there is none.</summary>
    public string Hash { get; private set; } = NoHash;

    /// <summary>Makes the next row. Call it under this row's lock.</summary>
    public AdminAction Append(Actor actor, AdminChange change, DateTime at)
    {
        var action = new AdminAction
        {
            Id = Length + 1,
            CreatedAt = at,
            ActorId = actor.AccountId,
            Role = actor.Role,
            Origin = actor.Origin,
            Action = change.Action,
            SubjectType = change.Subject.Type,
            SubjectId = change.Subject.Id,
            Before = change.Before,
            After = change.After,
            PreviousHash = Hash,
        };
        action.Hash = action.ComputeHash();
        (Length, Hash) = (action.Id, action.Hash);
        return action;
    }
}

internal sealed class AuditTables : IEntityTypeConfiguration<AdminAction>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AdminAction> action)
    {
        // No foreign key to the account: checking it would lock the account's row behind the chain's head, which is the last lock.
        action.ToAppendOnlyTable("admin_actions");
        action.Property(a => a.Id).ValueGeneratedNever();
        action.Property(a => a.Role).HasMaxLength(20);
        action.Property(a => a.Origin).HasEnumText();
        action.Property(a => a.Action).HasMaxLength(AdminActions.MaxLength);
        action.Property(a => a.SubjectType).HasMaxLength(AuditSubject.MaxTypeLength);
        action.Property(a => a.SubjectId).HasMaxLength(AuditSubject.MaxIdLength);
        action.Property(a => a.PreviousHash).HasMaxLength(AdminAction.HashLength);
        action.Property(a => a.Hash).HasMaxLength(AdminAction.HashLength);
        // One index for each way to narrow the list down, so that a page is read in order.
        action.HasIndex(a => new { a.SubjectType, a.SubjectId, a.Id });
        action.HasIndex(a => new { a.ActorId, a.Id });
        action.HasIndex(a => new { a.Action, a.Id });
    }

    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("audit_head");
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Hash).HasMaxLength(AdminAction.HashLength);
        head.HasData(new AuditHead());
    }
}
