using System.Data.Common;
using Ecommerce.Core.Data.Dialects;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.Core.Data;

/// <summary>Makes contexts for the configured database: one per operation, never shared.</summary>
public sealed class ShopContextFactory : IDbContextFactory<ShopContext>
{
    /// <summary>
    /// Statements that each PostgreSQL connection keeps prepared. Behind a pooler that shares connections (PgBouncer), set
    /// <c>Max Auto Prepare=0</c> in the connection string.
    /// </summary>
    private const int PreparedStatements = 100;

    private readonly DatabaseOptions database;
    private readonly string connectionString;
    private readonly ILoggerFactory loggers;
    private readonly SqliteWriterQueue writers;
    private readonly DbContextOptions options;

    public ShopContextFactory(IOptions<DatabaseOptions> database, ILoggerFactory loggers, SqliteWriterQueue writers)
    {
        this.database = database.Value;
        this.loggers = loggers;
        this.writers = writers;
        connectionString = Complete(this.database);
        options = Build();
    }

    public ShopContext CreateDbContext() => database.Provider switch
    {
        DatabaseProvider.SqlServer => new SqlServerShopContext(options),
        DatabaseProvider.Postgres => new PostgresShopContext(options),
        _ => new SqliteShopContext(options, writers),
    };

    /// <summary>A connection past EF, from the driver's pool.</summary>
    public async Task<DbConnection> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = database.Provider switch
        {
            DatabaseProvider.SqlServer => new SqlConnection(connectionString),
            DatabaseProvider.Postgres => new NpgsqlConnection(connectionString),
            _ => new SqliteConnection(connectionString),
        };
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            if (PoolExhaustedException.Is(error, connection)) throw new PoolExhaustedException(error);
            throw;
        }

        if (database.Provider == DatabaseProvider.Sqlite) SqlitePragmas.Apply(connection, database);
        return connection;
    }

    /// <summary>A context that works inside an open transaction.</summary>
    internal ShopContext CreateIn(DbTransaction transaction)
    {
        var db = CreateDbContext();
        db.Database.AutoSavepointsEnabled = false; // a failed unit is rolled back as a whole
        db.Database.SetDbConnection(transaction.Connection);
        db.Database.UseTransaction(transaction);
        return db;
    }

    /// <summary>The connection that all units of this process write through.</summary>
    internal async Task<SqliteConnection> OpenSqliteWriteConnectionAsync()
    {
        var connection = (SqliteConnection)await OpenConnectionAsync(CancellationToken.None);
        await using var memory = connection.CreateCommand();
        // 64 MB instead of 2: the pages that orders touch at random would be read from the file again and again. And what a savepoint
        // needs to go back is not written to a temporary file.
        memory.CommandText = "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY";
        await memory.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>The connection string with what the options say about statements.</summary>
    /// <exception cref="StartupException">The driver can't read it.</exception>
    private static string Complete(DatabaseOptions database)
    {
        try
        {
            switch (database.Provider)
            {
                case DatabaseProvider.SqlServer:
                    var sqlServer = new SqlConnectionStringBuilder(database.ConnectionString) { CommandTimeout = database.CommandTimeoutSeconds };
                    // EF would add a name of its own where there is none, and its connections would be a second pool.
                    if (!sqlServer.ShouldSerialize("Application Name")) sqlServer.ApplicationName = "Ecommerce";
                    return sqlServer.ConnectionString;
                case DatabaseProvider.Postgres:
                    var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString)
                    {
                        CommandTimeout = database.CommandTimeoutSeconds,
                        // Nothing here leaves anything behind in a session, and tidying it up costs the server seven statements for each use.
                        NoResetOnClose = true,
                    };
                    // Not ContainsKey, which is true of every key that this driver knows.
                    if (!connection.Keys.Cast<string>().Contains("Max Auto Prepare")) connection.MaxAutoPrepare = PreparedStatements;
                    return connection.ConnectionString;
                default:
                    return database.ConnectionString!;
            }
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new StartupException($"The connection string can't be read: {error.Message} Check ConnectionStrings:Shop.", error);
        }
    }

    private DbContextOptions Build()
    {
        var builder = new DbContextOptionsBuilder().UseLoggerFactory(loggers);
        switch (database.Provider)
        {
            case DatabaseProvider.SqlServer:
                builder.UseSqlServer(connectionString, Tune)
                    .AddInterceptors(new SqlServerTransactionGuard(new SqlServerDialect().TransactionGuard), new SqlServerPoolErrors());
                break;
            case DatabaseProvider.Postgres:
                builder.UseNpgsql(connectionString, Tune);
                break;
            default:
                builder.UseSqlite(connectionString, Tune).AddInterceptors(new SqlitePragmas(database));
                break;
        }

        return builder.Options;
    }

    private void Tune<TBuilder, TExtension>(
        RelationalDbContextOptionsBuilder<TBuilder, TExtension> relational)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new()
    {
        relational.CommandTimeout(database.CommandTimeoutSeconds);
        if (database.MaxBatchSize > 0) relational.MaxBatchSize(database.MaxBatchSize);
    }
}

/// <summary>Settings that SQLite forgets with each connection.</summary>
internal sealed class SqlitePragmas(DatabaseOptions database) : DbConnectionInterceptor
{
    public static void Apply(DbConnection connection, DatabaseOptions database)
    {
        using var command = connection.CreateCommand();
        // busy_timeout: SQLite's own waiting wakes up within milliseconds, the driver's sleeps 150 ms at a time.
        command.CommandText = $"PRAGMA synchronous = {database.SqliteSynchronous}; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON";
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection, database);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection, database);
        return Task.CompletedTask;
    }
}
