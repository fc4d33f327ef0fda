using Ecommerce.Core.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Ranking;

/// <summary>What one product sold on one business day: the nightly job's result, a row for every product that sold.</summary>
public sealed class PopularProduct
{
    /// <summary>The business day in the store's zone.</summary>
    public DateOnly Date { get; init; }

    public long ProductId { get; init; }

    /// <summary>Pieces in orders that were not cancelled, less those that were given back.</summary>
    public long QuantitySold { get; init; }

    /// <summary>Their price, in minor units.</summary>
    public long Revenue { get; init; }

    public DateTime AggregatedAt { get; init; }
}

/// <summary>A business day that has been aggregated; one row a day, whoever did it, also when nothing sold.</summary>
public sealed class RankingDay
{
    public DateOnly Date { get; init; }

    public DateTime AggregatedAt { get; set; }

    /// <summary>An order of the day was refunded in part since it was counted: the next night counts it again.</summary>
    public bool Outdated { get; set; }
}

internal sealed class RankingTables : IEntityTypeConfiguration<PopularProduct>, IEntityTypeConfiguration<RankingDay>
{
    public void Configure(EntityTypeBuilder<PopularProduct> popular)
    {
        popular.ToTable("popular_products", t => t.HasCheckConstraint("ck_popular_products_sold", "quantity_sold > 0 AND revenue > 0"));
        popular.HasKey(p => new { p.Date, p.ProductId });
        popular.HasOne<Product>().WithMany().HasForeignKey(p => p.ProductId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RankingDay> day)
    {
        day.ToTable("ranking_days");
        day.HasKey(d => d.Date);
        day.Property(d => d.Outdated).HasDefaultValue(false);
    }
}
