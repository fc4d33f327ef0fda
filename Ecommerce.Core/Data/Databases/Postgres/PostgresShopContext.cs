using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ecommerce.Core.Data.Databases.Postgres;

/// <summary>The shop on PostgreSQL.</summary>
public sealed class PostgresShopContext(DbContextOptions options) : ShopContext(options);

/// <summary>For <c>dotnet ef</c> only, which compares models and never connects (docs/operations.md, "Migrations").</summary>
internal sealed class PostgresDesignTimeContexts : IDesignTimeDbContextFactory<PostgresShopContext>
{
    public PostgresShopContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder().UseNpgsql("Host=design-time").Options);
}
