using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Data;

/// <summary>
/// How often something has changed that costly answers follow from. Triggers count (see each database's migrations), so every
/// writer is noticed, on every instance; an answer worked out at one revision holds as long as the revision does.
/// </summary>
public sealed class Revision
{
    /// <summary>Which products shoppers are shown, and in which order: all of a product but its stock.</summary>
    public const string Catalog = "catalog";

    /// <summary>What the days sold.</summary>
    public const string Ranking = "ranking";

    /// <summary>Not a count but an id: the products up to there are in the index, or among the changes that it has to learn.</summary>
    public const string Indexed = "indexed";

    /// <summary>How often the index learned changes, which were then forgotten.</summary>
    public const string Folded = "folded";

    /// <summary>Not a count but 1 once it was looked for the first time what is low; that is no news.</summary>
    public const string LowStock = "low-stock";

    public required string Name { get; init; }

    public long Number { get; init; }
}

internal sealed class RevisionTables : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.ToTable("revisions");
        revision.HasKey(r => r.Name);
        revision.Property(r => r.Name).HasMaxLength(20);
        revision.HasData(
            new Revision { Name = Revision.Catalog },
            new Revision { Name = Revision.Ranking },
            new Revision { Name = Revision.Indexed },
            new Revision { Name = Revision.Folded },
            new Revision { Name = Revision.LowStock });
    }
}
