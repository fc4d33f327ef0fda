using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Ecommerce.Core.Data.Databases.Postgres;

/// <summary>PostgreSQL. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
public sealed class PostgresDialect : Dialect
{
    internal const long SchemaLock = 0x45636F6D6D; // any number that only this shop takes

    /// <summary>
    /// Not the stronger FOR UPDATE: keys never change, so rows that refer to a locked product or wallet (a cart item, say) may be
    /// inserted meanwhile.
    /// </summary>
    protected override string LockClause => " FOR NO KEY UPDATE";

    public override string NextOrderIds => "SELECT nextval('orders_id_seq') FROM generate_series(1, $1)";

    /// <summary>Rows are locked as they leave the sort.</summary>
    public override string LockingReadOfMany(string columns, string table, string key, string? condition) =>
        $"SELECT {columns} FROM {table} WHERE {key} = ANY($1){(condition is null ? "" : $" AND {condition}")} ORDER BY {key}{LockClause}";

    public override string RowTable(IReadOnlyList<Type> types)
    {
        var arrays = types.Select((type, i) => $"CAST(${i + 1} AS {NameOf(type)}[])");
        var columns = types.Select((_, i) => $"v{i + 1}");
        return $"unnest({string.Join(", ", arrays)}) WITH ORDINALITY AS r({string.Join(", ", columns)}, n)";
    }

    /// <summary>An array for each column.</summary>
    public override object[] RowValues(IReadOnlyList<Type> types, IReadOnlyList<object[]> rows) =>
        types.Select((type, i) => ArrayOf(type, rows, i)).ToArray();

    /// <summary>MATERIALIZED: the planner must not run the locking part more than once.</summary>
    public override string RouteEvents =>
        """
        WITH unrouted AS MATERIALIZED (SELECT id FROM events WHERE routed_at IS NULL ORDER BY id LIMIT {1} FOR UPDATE)
        UPDATE events AS e SET routed_at = {0} FROM unrouted WHERE e.id = unrouted.id RETURNING e.*
        """;

    public override string ClaimDeliveries =>
        $$"""
        WITH due AS MATERIALIZED (
            SELECT d.id FROM deliveries d WHERE {{DueDelivery}} ORDER BY d.next_attempt_at, d.id LIMIT {2} FOR UPDATE SKIP LOCKED)
        UPDATE deliveries AS c SET attempts = c.attempts + 1, next_attempt_at = {1} FROM due WHERE c.id = due.id RETURNING c.*
        """;

    public override string BytesOf(string text) => $"convert_to({text}, 'UTF8')";

    public override string IdTable => "(SELECT unnest(CAST($1 AS bigint[])) AS id)";

    public override object IdsValue(long[] ids) => ids;

    public override string True => "true";

    public override string Contains(string text, string part) => $"strpos({text}, {part}) > 0";

    /// <summary>By position alone: a named parameter makes Npgsql read the statement each time.</summary>
    public override void Bind(DbParameter parameter, int number, object value) => parameter.Value = DriverValue(value);

    public override string InsertWithIds(string table, string insert) =>
        $"{insert}; SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))";

    public override Task<IDbContextTransaction> BeginSnapshotAsync(ShopContext db, CancellationToken cancellationToken) =>
        db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override bool IsRolledBackByConcurrency(DbException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    public override bool IsUniqueViolation(DbException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;

    public override bool IsUnavailable(DbException error) => error is PostgresException
        ? error.SqlState is not null
          && (error.SqlState.StartsWith("08", StringComparison.Ordinal) // connection
              || error.SqlState.StartsWith("53", StringComparison.Ordinal) // insufficient resources
              || error.SqlState.StartsWith("57P", StringComparison.Ordinal) // shut down, starting up, dropped
              || error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
                  or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable)
        : error is NpgsqlException; // no answer of the server's: broken or refused connection, exhausted pool, time-out

    public override bool IsMisconfigured(DbException error) =>
        error.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InsufficientPrivilege;

    public override async Task RunExclusivelyAsync(ShopContext db, Func<Task> work, CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(db, cancellationToken);
        await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = $"SELECT pg_advisory_lock({SchemaLock})";
        await command.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            // Explicitly, for the connection goes back to its pool.
            command.CommandText = $"SELECT pg_advisory_unlock({SchemaLock})";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static string NameOf(Type type) =>
        type == typeof(long) ? "bigint"
        : type == typeof(int) ? "integer"
        : type == typeof(bool) ? "boolean"
        : type == typeof(byte[]) ? "bytea"
        : type == typeof(DateTime) ? "timestamp with time zone"
        : type == typeof(string) ? "text"
        : type == typeof(bool) ? "boolean"
        : throw new NotSupportedException($"Rows hold no {type}.");

    private static object ArrayOf(Type type, IReadOnlyList<object[]> rows, int column)
    {
        var values = rows.Select(row => row[column]);
        return type == typeof(long) ? ArrayOf<long>(values)
            : type == typeof(int) ? ArrayOf<int>(values)
            : type == typeof(bool) ? ArrayOf<bool>(values)
            : type == typeof(byte[]) ? values.Select(value => value as byte[]).ToArray()
            : type == typeof(DateTime) ? ArrayOf<DateTime>(values)
            : type == typeof(bool) ? ArrayOf<bool>(values)
            : values.Select(value => value as string).ToArray();
    }

    private static Array ArrayOf<T>(IEnumerable<object> values)
        where T : struct
    {
        var all = values.Select(value => value is T known ? (T?)known : null).ToArray();
        return Array.TrueForAll(all, value => value.HasValue) ? Array.ConvertAll(all, value => value!.Value) : all;
    }

    private static async Task CreateDatabaseAsync(ShopContext db, CancellationToken cancellationToken)
    {
        var creator = db.Database.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken)) return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance was faster.
        }
    }
}
