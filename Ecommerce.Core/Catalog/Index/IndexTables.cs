using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>Which published products of a block of ids have a term (<see cref="ProductTerms"/>).</summary>
public sealed class SearchPosting
{
    public long Term { get; init; }

    /// <summary>A product's id, divided by <see cref="PostingBlock.Size"/>.</summary>
    public int Block { get; init; }

    /// <summary>As <see cref="PostingBlock"/> writes them.</summary>
    public required byte[] Ids { get; init; }
}

/// <summary>
/// A product that changed since it was put into the index. Written by triggers, whoever changes the product; gone once the index knows.
/// </summary>
public sealed class ProductChange
{
    public long Id { get; init; }

    public long ProductId { get; init; }

    /// <summary>The text under which the index may know the product; null where it was not published.</summary>
    public string? OldText { get; init; }

    public long? OldCategoryId { get; init; }

    /// <summary>It sold out or came back, and nothing else.</summary>
    public bool StockOnly { get; init; }
}

internal sealed class IndexTables : IEntityTypeConfiguration<SearchPosting>, IEntityTypeConfiguration<ProductChange>
{
    public void Configure(EntityTypeBuilder<SearchPosting> posting)
    {
        posting.ToTable("search_postings");
        posting.HasKey(p => new { p.Term, p.Block });
        posting.Property(p => p.Ids).HasMaxLength(PostingBlock.MaxLength);
    }

    public void Configure(EntityTypeBuilder<ProductChange> change) => change.ToTable("product_changes");
}
