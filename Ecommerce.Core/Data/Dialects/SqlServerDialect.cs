using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>SQL Server. Codes: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors.</summary>
public sealed class SqlServerDialect : Dialect
{
    private const int DatabaseExists = 1801;
    private const int Deadlock = 1205;
    private const int SnapshotConflict = 3960;
    private const int UniqueIndexViolation = 2601;
    private const int UniqueConstraintViolation = 2627;

    /// <summary>Waits, network failures, a server that is stopping, full or failing over.</summary>
    private static readonly HashSet<int> Unavailable =
        [-2, -1, 2, 20, 53, 64, 121, 233, 258, 921, 1222, 4060, 6005, 10053, 10054, 10060, 10061, 10928, 10929, 17142, 40197, 40501, 40613, 49918, Deadlock];

    private static readonly HashSet<int> Misconfigured = [262, 18452, 18456];

    protected override string LockHint => " WITH (UPDLOCK, ROWLOCK)";

    /// <summary>READPAST stands on the claimed rows only: an earlier event of the order that is locked just now is unsent, not away.</summary>
    public override string ClaimOutboxMessages =>
        $$"""
        WITH due AS (
            SELECT TOP ({2}) m.* FROM outbox_messages AS m WITH (UPDLOCK, READPAST, ROWLOCK) WHERE {{DueOutboxMessage}}
            ORDER BY m.next_attempt_at, m.id)
        UPDATE due SET attempts = attempts + 1, next_attempt_at = {1} OUTPUT inserted.*;
        """;

    public override string IdTable => "(SELECT CAST(value AS bigint) AS id FROM OPENJSON($1))";

    public override string Spell(string statement) => statement.Replace("$", "@p", StringComparison.Ordinal);

    public override void Bind(DbParameter parameter, int number, object? value)
    {
        parameter.ParameterName = $"@p{number}";
        if (value is DateTime) parameter.DbType = DbType.DateTime2; // the driver's own choice, datetime, rounds to 3 ms
        parameter.Value = value ?? DBNull.Value;
    }

    public override string InsertWithIds(string table, string insert) =>
        $"SET IDENTITY_INSERT {table} ON; {insert}; SET IDENTITY_INSERT {table} OFF";

    public override Task<IDbContextTransaction> BeginSnapshotAsync(ShopContext db, CancellationToken cancellationToken) =>
        db.Database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);

    public override bool IsRolledBackByConcurrency(DbException error) => error is SqlException { Number: Deadlock or SnapshotConflict };

    public override bool IsUniqueViolation(DbException error) =>
        error is SqlException { Number: UniqueIndexViolation or UniqueConstraintViolation };

    public override bool IsUnavailable(DbException error) => error is SqlException sql && Unavailable.Contains(sql.Number);

    public override bool IsMisconfigured(DbException error) => error is SqlException sql && Misconfigured.Contains(sql.Number);

    public override async Task RunExclusivelyAsync(ShopContext db, Func<Task> work, CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(db, cancellationToken);
        await using var connection = new SqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = TakeSchemaLock;
        await command.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            command.CommandText = ReleaseSchemaLock;
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    internal const string TakeSchemaLock =
        "DECLARE @result int; EXEC @result = sp_getapplock @Resource = 'ecommerce-schema', @LockMode = 'Exclusive', @LockOwner = 'Session', "
        + "@LockTimeout = -1; IF @result < 0 THROW 50000, 'The schema lock was refused.', 1;";

    internal const string ReleaseSchemaLock = "EXEC sp_releaseapplock @Resource = 'ecommerce-schema', @LockOwner = 'Session';";

    private static async Task CreateDatabaseAsync(ShopContext db, CancellationToken cancellationToken)
    {
        var creator = db.Database.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken)) return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (SqlException error) when (error.Number == DatabaseExists)
        {
            // Another instance was faster.
        }
    }
}
