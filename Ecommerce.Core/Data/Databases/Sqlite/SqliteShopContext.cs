using Ecommerce.Core.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ecommerce.Core.Data.Databases.Sqlite;

/// <summary>
/// The shop on SQLite. What is saved outside a <see cref="ShopTransaction"/> (accounts, keys) takes its turn in the same queue.
/// </summary>
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

/// <summary>For <c>dotnet ef</c> only, which compares models and never connects (docs/operations.md, "Migrations").</summary>
internal sealed class SqliteDesignTimeContexts : IDesignTimeDbContextFactory<SqliteShopContext>
{
    public SqliteShopContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);
}
