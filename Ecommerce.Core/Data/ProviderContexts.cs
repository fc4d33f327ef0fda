using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ranking;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data;

/// <summary>The shop on SQLite. What is saved outside a <see cref="ShopTransaction"/> (accounts, keys) takes its turn in the same queue.</summary>
public sealed class SqliteShopContext(DbContextOptions options, SqliteWriterQueue? writers = null) : ShopContext(options)
{
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (writers is null || Database.CurrentTransaction is not null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await writers.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>
    /// As a number, so that a query says <c>published = 1</c>: for the bare <c>published</c> SQLite uses no index, and sorts the whole
    /// catalog for each page.
    /// </summary>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Product>().Property(p => p.Published).HasConversion<int>();
    }
}

/// <summary>The shop on SQL Server.</summary>
public sealed class SqlServerShopContext(DbContextOptions options) : ShopContext(options)
{
    /// <summary>Keys that clients make up differ by every character; SQL Server's usual collations ignore case.</summary>
    private const string BinaryCollation = "Latin1_General_100_BIN2";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdempotencyRecord>().Property(r => r.Key).UseCollation(BinaryCollation);
        builder.Entity<Cart>().Property(c => c.GuestKey).UseCollation(BinaryCollation);
        // Said to EF, for with a trigger on its table a statement can't answer what it wrote.
        builder.Entity<Product>().ToTable(t => t.HasTrigger("products_revision"));
        builder.Entity<Category>().ToTable(t => t.HasTrigger("categories_revision"));
        builder.Entity<PopularProduct>().ToTable(t => t.HasTrigger("popular_products_revision"));
        builder.Entity<RankingDay>().ToTable(t => t.HasTrigger("ranking_days_revision"));
    }
}

/// <summary>The shop on PostgreSQL.</summary>
public sealed class PostgresShopContext(DbContextOptions options) : ShopContext(options);
