using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecommerce.Core.Data.Databases.SqlServer;

/// <summary>
/// The SQL Server database before there is a table in it: makes it where there is none, and sets what the shop needs. What the login has
/// no right to is said in one line that an administrator can act on (docs/sql-server.md). None of it can be done inside a transaction,
/// so it is no part of a migration: a start that was cut off here just does it again.
/// </summary>
internal static class SqlServerSetup
{
    internal const string TakeTurn =
        "DECLARE @result int; EXEC @result = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', "
        + "@LockTimeout = -1; IF @result < 0 THROW 50000, 'The lock around making the database was refused.', 1;";

    internal const string CountDatabases = "SELECT COUNT(*) FROM sys.databases WHERE name = @name;";

    /// <summary>A login can always see the row of the database it is in.</summary>
    internal const string ReadSettings =
        "SELECT CAST(snapshot_isolation_state AS int), CAST(is_read_committed_snapshot_on AS int), CAST(compatibility_level AS int) "
        + "FROM sys.databases WHERE database_id = DB_ID();";

    internal const string AllowSnapshots = "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;";

    /// <summary>Needs the database alone, and gives up at once where it is not.</summary>
    internal const string ReadCommittedSnapshot = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT;";

    /// <summary>The first that has OPENJSON.</summary>
    private const int LeastCompatibilityLevel = 130;

    public static async Task PrepareAsync(ShopContext db, CancellationToken cancellationToken)
    {
        // Not from the pool: a connection left open there would keep READ_COMMITTED_SNAPSHOT from being set.
        var shop = new SqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false };
        if (shop.InitialCatalog.Length == 0)
            throw new StartupException("ConnectionStrings:Shop names no database. Add Database=shop, say.");
        await using var master = await EnterMasterAsync(shop, cancellationToken);
        if (master is not null) await MakeAsync(db, master, shop.InitialCatalog, cancellationToken);
        await using var connection = new SqlConnection(shop.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await SetAsync(connection, cancellationToken);
    }

    /// <summary>What the setting still has to be helped with.</summary>
    public static async Task<string?> AdviseAsync(ShopContext db, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(cancellationToken);
        var settings = await ReadAsync(connection, cancellationToken);
        return settings.ReadCommittedSnapshot
            ? null
            : $"READ_COMMITTED_SNAPSHOT is off in the database {connection.Database}, so readers wait for writers. "
              + $"Let an administrator run, while no shop runs: ALTER DATABASE [{connection.Database}] SET READ_COMMITTED_SNAPSHOT ON;";
    }

    /// <summary>
    /// A connection to master that holds the lock under which instances make and set this database one after the other. Null where the
    /// login may not enter master (a contained user): then an administrator has made the database.
    /// </summary>
    private static async Task<SqlConnection?> EnterMasterAsync(SqlConnectionStringBuilder shop, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(
            new SqlConnectionStringBuilder(shop.ConnectionString) { InitialCatalog = "master" }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new SqlCommand(TakeTurn, connection) { CommandTimeout = 0 };
            command.Parameters.AddWithValue("@name", $"ecommerce-database:{shop.InitialCatalog}");
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch (SqlException error) when (error.Number
            is SqlServerErrorNumbers.LoginFailed
            or SqlServerErrorNumbers.CannotOpenDatabase
            or SqlServerErrorNumbers.NoAccessToDatabase)
        {
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task MakeAsync(ShopContext db, SqlConnection master, string name, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(CountDatabases, master);
        command.Parameters.AddWithValue("@name", name);
        if ((int)(await command.ExecuteScalarAsync(cancellationToken))! > 0) return;
        try
        {
            await db.Database.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
        }
        catch (SqlException error) when (error.Number == SqlServerErrorNumbers.DatabaseExists)
        {
            // It is there and this login may not see it in the list.
        }
        catch (SqlException error) when (error.Number == SqlServerErrorNumbers.NoRightToCreate)
        {
            throw new StartupException(
                $"There is no database {name}, and this login may not make it. "
                + $"Let an administrator run: CREATE DATABASE [{name}]; (docs/sql-server.md)");
        }
    }

    private static async Task SetAsync(SqlConnection connection, CancellationToken cancellationToken)
    {
        var name = connection.Database;
        var settings = await ReadAsync(connection, cancellationToken);
        if (settings.CompatibilityLevel < LeastCompatibilityLevel)
        {
            throw new StartupException(
                $"The database {name} has compatibility level {settings.CompatibilityLevel}; "
                + $"the shop needs {LeastCompatibilityLevel} or more. "
                + $"Let an administrator run: ALTER DATABASE [{name}] SET COMPATIBILITY_LEVEL = 150;");
        }

        if (!settings.AllowsSnapshots && await TrySetAsync(connection, AllowSnapshots, cancellationToken) is { } refusal)
        {
            throw new StartupException(
                $"The database {name} does not allow snapshot isolation, and this login can't change that ({refusal}). "
                + $"Let an administrator run: ALTER DATABASE [{name}] SET ALLOW_SNAPSHOT_ISOLATION ON; (docs/sql-server.md)");
        }

        // The shop is right without it, only slower: where it can't be set, AdviseAsync says so.
        if (!settings.ReadCommittedSnapshot) await TrySetAsync(connection, ReadCommittedSnapshot, cancellationToken);
    }

    /// <summary>Why the server refused; null when it did not.</summary>
    private static async Task<string?> TrySetAsync(SqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new SqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return null;
        }
        catch (SqlException error) when (!SqlServerErrorNumbers.IsUnavailable(error))
        {
            return error.Errors[0].Message;
        }
    }

    private static async Task<Settings> ReadAsync(SqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(ReadSettings, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(AllowsSnapshots: reader.GetInt32(0) is 1 or 3, reader.GetInt32(1) == 1, reader.GetInt32(2)); // 1 on, 3 turning on
    }

    private readonly record struct Settings(bool AllowsSnapshots, bool ReadCommittedSnapshot, int CompatibilityLevel);
}
