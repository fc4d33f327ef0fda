using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ecommerce.Core.Data.Databases.Postgres;

public sealed class PostgresDatabase(DatabaseOptions options) : ShopDatabase(options)
{
    /// <summary>
    /// Statements that each connection keeps prepared. Behind a pooler that shares connections (PgBouncer), set <c>Max Auto Prepare=0</c>
    /// in the connection string.
    /// </summary>
    private const int PreparedStatements = 100;

    private readonly string connectionString = Read(() => Complete(options));

    public override Dialect Dialect { get; } = new PostgresDialect();

    public override ShopContext CreateContext(DbContextOptions contextOptions) => new PostgresShopContext(contextOptions);

    public override void Configure(DbContextOptionsBuilder builder) => builder.UseNpgsql(connectionString, Tune);

    public override ITransactionRunner CreateRunner(UnitParts parts) => new ServerTransactionRunner(this, parts);

    protected override DbConnection CreateConnection() => new NpgsqlConnection(connectionString);

    private static string Complete(DatabaseOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            CommandTimeout = options.CommandTimeoutSeconds,
            // Nothing here leaves anything behind in a session, and tidying it up costs the server seven statements for each use.
            NoResetOnClose = true,
        };
        // Not ContainsKey, which is true of every key that this driver knows.
        if (!connection.Keys.Cast<string>().Contains("Max Auto Prepare")) connection.MaxAutoPrepare = PreparedStatements;
        return connection.ConnectionString;
    }
}
