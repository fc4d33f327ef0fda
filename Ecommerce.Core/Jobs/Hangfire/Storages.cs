using Ecommerce.Core.Data;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Ecommerce.Core.Jobs.Hangfire;

/// <summary>
/// Where Hangfire keeps its queue and schedule: in the shop's database, in a schema of its own; in memory for a shop on SQLite. What must
/// survive is in the shop's own tables (docs/decisions/0015). Making a storage asks the database nothing, so it may be away.
/// </summary>
internal static class Storages
{
    private const string Schema = "hangfire";

    /// <summary>Connections of its own, so that jobs never take one from an order.</summary>
    private const int PoolSize = 20;

    /// <summary>Hangfire's own traces of a run; the shop keeps its history in <c>job_runs</c>.</summary>
    private static readonly TimeSpan TracesKept = TimeSpan.FromHours(1);

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    public static JobStorage Create(DatabaseOptions database, JobsOptions jobs)
    {
        var takeOver = TimeSpan.FromSeconds(jobs.TakeOverSeconds);
        JobStorage storage = database.Provider switch
        {
            DatabaseProvider.SqlServer => ForSqlServer(database.ConnectionString, takeOver),
            DatabaseProvider.Postgres => ForPostgres(database.ConnectionString, takeOver),
            _ => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TracesKept }),
        };
        storage.JobExpirationTimeout = TracesKept;
        return storage;
    }

    /// <summary>Whether several instances work on it.</summary>
    public static bool IsShared(JobStorage storage) => storage is not InMemoryStorage;

    /// <summary>Makes or upgrades Hangfire's tables. To be called under the lock of the migrations: two installers at once fail.</summary>
    public static Task InstallSchemaAsync(DatabaseOptions database, CancellationToken cancellationToken) => database.Provider switch
    {
        DatabaseProvider.SqlServer => InstallOnSqlServerAsync(database.ConnectionString, cancellationToken),
        DatabaseProvider.Postgres => InstallOnPostgresAsync(database.ConnectionString, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static async Task InstallOnSqlServerAsync(string? connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        SqlServerObjectsInstaller.Install(connection, Schema, enableHeavyMigrations: false);
    }

    private static async Task InstallOnPostgresAsync(string? connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        PostgreSqlObjectsInstaller.Install(connection, Schema);
    }

    /// <summary>
    /// No long polling: it holds a connection for each idle worker and does not come back after a broken one. A job that this process
    /// enqueues wakes its own workers at once.
    /// </summary>
    private static PostgreSqlStorage ForPostgres(string? connectionString, TimeSpan takeOver)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "Ecommerce jobs" };
        connection.MaxPoolSize = Math.Min(connection.MaxPoolSize, PoolSize);
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = PollInterval,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = takeOver,
            DistributedLockTimeout = LockTimeout, // a killed holder would stop all recurring jobs for 10 minutes
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection.ConnectionString, options), options);
    }

    /// <summary>Nothing is asked of the database when it is made, so that every instance runs with the same options.</summary>
    private static SqlServerStorage ForSqlServer(string? connectionString, TimeSpan takeOver)
    {
        var connection = new SqlConnectionStringBuilder(connectionString) { ApplicationName = "Ecommerce jobs" };
        connection.MaxPoolSize = Math.Min(connection.MaxPoolSize, PoolSize);
        return new SqlServerStorage(connection.ConnectionString, new()
        {
            SchemaName = Schema,
            SqlClientFactory = SqlClientFactory.Instance,
            PrepareSchemaIfNecessary = false,
            TryAutoDetectSchemaDependentOptions = false,
            UseIgnoreDupKeyOption = true,
            DisableGlobalLocks = true,
            SlidingInvisibilityTimeout = takeOver,
            DeleteExpiredBatchSize = 10_000,
        });
    }
}
