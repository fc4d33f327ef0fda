using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.Data.Databases.Sqlite;
using Ecommerce.Core.Data.Databases.SqlServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data.Databases;

internal static class DatabaseServices
{
    /// <summary>The database that the options name, and the parts of it that others ask for.</summary>
    public static void AddShopDatabase(this IServiceCollection services)
    {
        services.AddSingleton(provider => Create(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton(provider => provider.GetRequiredService<ShopDatabase>().Dialect);
        services.AddSingleton(provider =>
            provider.GetRequiredService<ShopDatabase>().CreateRunner(provider.GetRequiredService<UnitParts>()));
    }

    public static ShopDatabase Create(DatabaseOptions options) => options.Provider switch
    {
        DatabaseProvider.SqlServer => new SqlServerDatabase(options),
        DatabaseProvider.Postgres => new PostgresDatabase(options),
        _ => new SqliteDatabase(options),
    };
}
