using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Data.Databases.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecommerce.Tests.Data;

/// <summary>Contexts that know their database's language and never talk to one.</summary>
public static class OfflineContexts
{
    public static ShopContext Create(DatabaseProvider provider, params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder().AddInterceptors(interceptors);
        return provider switch
        {
            DatabaseProvider.SqlServer => new SqlServerShopContext(builder.UseSqlServer("Server=nowhere").Options),
            DatabaseProvider.Postgres => new PostgresShopContext(builder.UseNpgsql("Host=nowhere").Options),
            _ => new SqliteShopContext(builder.UseSqlite("Data Source=:memory:").Options),
        };
    }
}
