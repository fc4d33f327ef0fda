using Ecommerce.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace Ecommerce.Core.Jobs;

/// <summary>
/// Where Quartz keeps its schedule and history: in tables of its own in the shop's database, shared by all instances; on SQLite in a
/// file of its own beside the shop's, so that its writes and an order's never wait for each other (docs/decisions/0010).
/// </summary>
internal static class JobStore
{
    public static void UseShopDatabase(this IQuartzBuilder quartz, IHostApplicationBuilder builder) => quartz.UsePersistentStore(store =>
    {
        // A wrong provider is told by the options' own check at start.
        _ = Enum.TryParse<DatabaseProvider>(builder.Configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"], ignoreCase: true, out var provider);
        store.UseDataSource("shop");
        switch (provider)
        {
            case DatabaseProvider.SqlServer:
                store.UseSqlServer(_ => { });
                store.UseClustering();
                break;
            case DatabaseProvider.Postgres:
                store.UsePostgres(_ => { });
                store.UseClustering();
                break;
            default:
                store.UseSqlite(_ => { });
                break;
        }

        store.ProvisionSchema();
        store.UseExecutionHistory();
        builder.Services.AddOptions<DataSourceOptions>("shop").Configure<IOptions<DatabaseOptions>>((source, database) =>
            source.ConnectionString = provider == DatabaseProvider.Sqlite
                ? FileBeside(database.Value.ConnectionString!)
                : database.Value.ConnectionString);
    });

    /// <summary><c>shop.db</c> has its jobs in <c>shop-jobs.db</c>.</summary>
    internal static string FileBeside(string shop)
    {
        var connection = new SqliteConnectionStringBuilder(shop);
        var file = connection.DataSource;
        connection.DataSource = Path.Combine(
            Path.GetDirectoryName(file) ?? "", $"{Path.GetFileNameWithoutExtension(file)}-jobs{Path.GetExtension(file)}");
        return connection.ConnectionString;
    }
}
