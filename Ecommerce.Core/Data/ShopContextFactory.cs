using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data;

/// <summary>Makes contexts for the configured database: one per operation, never shared.</summary>
public sealed class ShopContextFactory : IDbContextFactory<ShopContext>
{
    private readonly DatabaseOptions database;
    private readonly ILoggerFactory loggers;
    private readonly SqliteWriterQueue writers;
    private readonly DbContextOptions options;

    public ShopContextFactory(IOptions<DatabaseOptions> database, ILoggerFactory loggers, SqliteWriterQueue writers)
    {
        this.database = database.Value;
        this.loggers = loggers;
        this.writers = writers;
        options = Build(null);
    }

    public ShopContext CreateDbContext() => database.Provider switch
    {
        DatabaseProvider.SqlServer => new SqlServerShopContext(options),
        DatabaseProvider.Postgres => new PostgresShopContext(options),
        _ => new SqliteShopContext(options, writers),
    };

    /// <summary>A context that works inside an open SQLite transaction.</summary>
    internal static ShopContext CreateIn(SqliteTransaction transaction, SqliteWriteConnection writer)
    {
        var db = new SqliteShopContext(writer.Options);
        db.Database.AutoSavepointsEnabled = false; // the unit's own savepoint is enough
        db.Database.UseTransaction(transaction);
        return db;
    }

    internal SqliteWriteConnection OpenSqliteWriteConnection()
    {
        var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        SqlitePragmas.Apply(connection, database);
        using var cache = connection.CreateCommand();
        // KiB. The pages that orders touch at random are re-read from the file when they don't fit; the default is 2 MB.
        cache.CommandText = "PRAGMA cache_size = -65536";
        cache.ExecuteNonQuery();
        return new(connection, Build(connection));
    }

    private DbContextOptions Build(DbConnection? connection)
    {
        var builder = new DbContextOptionsBuilder().UseLoggerFactory(loggers);
        switch (database.Provider)
        {
            case DatabaseProvider.SqlServer:
                builder.UseSqlServer(database.ConnectionString, Tune);
                break;
            case DatabaseProvider.Postgres:
                builder.UseNpgsql(database.ConnectionString, Tune);
                break;
            case DatabaseProvider.Sqlite when connection is not null:
                builder.UseSqlite(connection, Tune);
                break;
            default:
                builder.UseSqlite(database.ConnectionString, Tune).AddInterceptors(new SqlitePragmas(database));
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

/// <summary>The connection that all units of this process write through, and the options of contexts on it.</summary>
internal sealed record SqliteWriteConnection(SqliteConnection Connection, DbContextOptions Options) : IDisposable
{
    public void Dispose() => Connection.Dispose();
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
