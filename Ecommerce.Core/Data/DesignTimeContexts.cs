using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ecommerce.Core.Data;

/// <summary>For <c>dotnet ef</c> only, which compares models and never connects (docs/operations.md, "Migrations").</summary>
internal sealed class DesignTimeContexts
    : IDesignTimeDbContextFactory<SqliteShopContext>, IDesignTimeDbContextFactory<SqlServerShopContext>, IDesignTimeDbContextFactory<PostgresShopContext>
{
    SqliteShopContext IDesignTimeDbContextFactory<SqliteShopContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);

    SqlServerShopContext IDesignTimeDbContextFactory<SqlServerShopContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder().UseSqlServer("Server=design-time").Options);

    PostgresShopContext IDesignTimeDbContextFactory<PostgresShopContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder().UseNpgsql("Host=design-time").Options);
}
