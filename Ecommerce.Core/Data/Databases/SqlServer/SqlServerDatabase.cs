using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data.Databases.SqlServer;

public sealed class SqlServerDatabase(DatabaseOptions options) : ShopDatabase(options)
{
    private readonly string connectionString = Read(() => Complete(options));

    public override Dialect Dialect { get; } = new SqlServerDialect();

    public override ShopContext CreateContext(DbContextOptions contextOptions) => new SqlServerShopContext(contextOptions);

    public override void Configure(DbContextOptionsBuilder builder) =>
        builder.UseSqlServer(connectionString, Tune)
            .AddInterceptors(new SqlServerTransactionGuard(Dialect.TransactionGuard), new SqlServerPoolErrors());

    public override ITransactionRunner CreateRunner(UnitParts parts) => new ServerTransactionRunner(this, parts);

    protected override DbConnection CreateConnection() => new SqlConnection(connectionString);

    protected override Exception? ReasonFor(Exception error, DbConnection connection) =>
        PoolExhaustedException.Is(error, connection) ? new PoolExhaustedException(error) : null;

    private static string Complete(DatabaseOptions options)
    {
        var connection = new SqlConnectionStringBuilder(options.ConnectionString) { CommandTimeout = options.CommandTimeoutSeconds };
        // EF would add a name of its own where there is none, and its connections would be a second pool.
        if (!connection.ShouldSerialize("Application Name")) connection.ApplicationName = "Ecommerce";
        return connection.ConnectionString;
    }
}
