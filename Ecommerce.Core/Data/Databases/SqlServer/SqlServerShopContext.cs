using Ecommerce.Core.Catalog;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ecommerce.Core.Data.Databases.SqlServer;

/// <summary>The shop on SQL Server.</summary>
public sealed class SqlServerShopContext(DbContextOptions options) : ShopContext(options)
{
    /// <summary>The sequence that numbers the orders.</summary>
    internal const string OrderIds = "order_ids";

    /// <summary>
    /// Compares text by its code points, as the other databases do. SQL Server's usual collations ignore case, width and kana, and give
    /// many emoji no weight at all: two different keys would be one
    /// (https://learn.microsoft.com/sql/relational-databases/collations/collation-and-unicode-support).
    /// </summary>
    private const string BinaryCollation = "Latin1_General_100_BIN2";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        CompareKeysByCodePoint(builder);
        // Not IDENTITY: an order's id is known before the order is written (LockingReads.NextOrderId).
        builder.HasSequence<long>(OrderIds);
        builder.Entity<Order>().Property(o => o.Id).HasDefaultValueSql($"NEXT VALUE FOR {OrderIds}");
        // Said to EF, for with a trigger on its table a statement can't answer what it wrote.
        builder.Entity<Product>().ToTable(t => t.HasTrigger("products_revision"));
        builder.Entity<Category>().ToTable(t => t.HasTrigger("categories_revision"));
        builder.Entity<PopularProduct>().ToTable(t => t.HasTrigger("popular_products_revision"));
        builder.Entity<RankingDay>().ToTable(t => t.HasTrigger("ranking_days_revision"));
    }

    /// <summary>Every text in a key or a unique index, and what is folded before it is compared.</summary>
    private static void CompareKeysByCodePoint(ModelBuilder builder)
    {
        builder.Entity<Product>().Property(p => p.SearchText).UseCollation(BinaryCollation);
        builder.Entity<Shopper>().Property(s => s.NormalizedEmail).UseCollation(BinaryCollation);
        var entities = builder.Model.GetEntityTypes().ToList();
        var keys = entities.SelectMany(e => e.GetKeys()).SelectMany(k => k.Properties);
        var unique = entities.SelectMany(e => e.GetIndexes()).Where(i => i.IsUnique).SelectMany(i => i.Properties);
        foreach (var property in keys.Concat(unique).Where(p => (p.GetProviderClrType() ?? p.ClrType) == typeof(string)))
            property.SetCollation(BinaryCollation);
    }
}

/// <summary>For <c>dotnet ef</c> only, which compares models and never connects (docs/operations.md, "Migrations").</summary>
internal sealed class SqlServerDesignTimeContexts : IDesignTimeDbContextFactory<SqlServerShopContext>
{
    public SqlServerShopContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder().UseSqlServer("Server=design-time").Options);
}
