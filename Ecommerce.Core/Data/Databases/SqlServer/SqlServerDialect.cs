using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Core.Events;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecommerce.Core.Data.Databases.SqlServer;

/// <summary>SQL Server. What its error numbers mean: <see cref="SqlServerErrorNumbers"/>.</summary>
public sealed partial class SqlServerDialect : Dialect
{
    /// <summary>
    /// Strings up to here are all of this size to the server: with a size of its own, each length would have a plan of its own.
    /// </summary>
    internal const int SizedText = 4000;

    private const int TextOfAnySize = -1; // nvarchar(max)

    internal const string TakeSchemaLock =
        "DECLARE @result int; "
        + "EXEC @result = sp_getapplock @Resource = 'ecommerce-schema', @LockMode = 'Exclusive', @LockOwner = 'Session', "
        + "@LockTimeout = -1; IF @result < 0 THROW 50000, 'The schema lock was refused.', 1;";

    internal const string ReleaseSchemaLock = "EXEC sp_releaseapplock @Resource = 'ecommerce-schema', @LockOwner = 'Session';";

    protected override string LockHint => " WITH (UPDLOCK, ROWLOCK)";

    /// <summary>From as many rows; NEXT VALUE FOR is not allowed beside TOP.</summary>
    public override string NextOrderIds =>
        $"SELECT NEXT VALUE FOR {SqlServerShopContext.OrderIds} FROM STRING_SPLIT(REPLICATE(CAST(',' AS varchar(max)), $1 - 1), ',')";

    /// <summary>JSON in one parameter: a text has room for 2,100 of them only, and is the same for any number of rows.</summary>
    public override string RowTable(IReadOnlyList<Type> types)
    {
        var columns = types.Select((type, i) => $"v{i + 1} {NameOf(type)}");
        return $"OPENJSON($1) WITH (n int, {string.Join(", ", columns)}) AS r";
    }

    /// <summary>By seeks alone: a scan would lock rows of others on its way.</summary>
    public override string UpdateOfMany(string table, string set, string rows, string condition) =>
        $"UPDATE {table} SET {set} FROM {table} WITH (FORCESEEK) CROSS JOIN {rows} WHERE {condition}";

    public override object[] RowValues(IReadOnlyList<Type> types, IReadOnlyList<object[]> rows) =>
        [JsonSerializer.Serialize(rows.Select((row, n) => MembersOf(row, n)))];

    /// <summary>Through the index that holds what is unrouted, so that TOP locks no more than it takes.</summary>
    public override string RouteEvents =>
        $$"""
        WITH unrouted AS (
            SELECT TOP ({1}) e.* FROM events AS e WITH (INDEX ({{EventIndexes.Unrouted}}), UPDLOCK, ROWLOCK)
            WHERE e.routed_at IS NULL ORDER BY e.id)
        UPDATE unrouted SET routed_at = {0} OUTPUT inserted.*;
        """;

    /// <summary>
    /// READPAST stands on the claimed rows only: an earlier delivery of the subject that is locked just now is unsent, not away. It needs
    /// READCOMMITTEDLOCK where READ_COMMITTED_SNAPSHOT is on (https://learn.microsoft.com/sql/t-sql/queries/hints-transact-sql-table). The
    /// index holds what is unsent in the order in which it is taken, so TOP reads, and locks, no more than it takes.
    /// </summary>
    public override string ClaimDeliveries =>
        $$"""
        WITH due AS (
            SELECT TOP ({2}) d.*
            FROM deliveries AS d WITH (INDEX ({{EventIndexes.Unsent}}), UPDLOCK, READPAST, READCOMMITTEDLOCK, ROWLOCK)
            WHERE {{DueDelivery}}
            ORDER BY d.next_attempt_at, d.id)
        UPDATE due SET attempts = attempts + 1, next_attempt_at = {1} OUTPUT inserted.*;
        """;

    public override string BytesOf(string text) => $"CAST({text} AS varbinary(400))";

    public override string IdTable => "(SELECT CAST(value AS bigint) AS id FROM OPENJSON($1))";

    /// <summary>Its triggers don't write down what changed.</summary>
    public override bool HasProductIndex => false;

    /// <summary>
    /// One text, because the commands of a SqlBatch run as if sent one by one: when one of them loses the transaction (a deadlock), those
    /// behind it would run, and stay, outside it. An error ends a text, and XACT_ABORT makes that true of every error
    /// (https://learn.microsoft.com/sql/t-sql/statements/set-xact-abort-transact-sql).
    /// </summary>
    public override bool JoinsStatements => true;

    /// <summary>
    /// Of 2,100, of which the driver needs some
    /// (https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server).
    /// </summary>
    public override int MaxParameters => 2000;

    /// <summary>50002 says that a text arrived after its transaction was gone, and that nothing of it was carried out.</summary>
    public override string TransactionGuard =>
        "SET XACT_ABORT ON; IF @@TRANCOUNT = 0 THROW 50002, 'The transaction of this statement is gone.', 1;\n";

    public override string Spell(string statement, int before = 0) => Parameter().Replace(
        statement, match => $"@p{int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + before}");

    public override void Bind(DbParameter parameter, int number, object value)
    {
        parameter.ParameterName = $"@p{number}";
        DbType? type = value switch
        {
            TypedNull nothing => nothing.Type,
            string => DbType.String,
            DateTime => DbType.DateTime2, // the driver's own choice, datetime, rounds to 3 ms
            _ => null,
        };
        if (type is { } known) parameter.DbType = known;
        if (type == DbType.String) parameter.Size = value is string { Length: > SizedText } ? TextOfAnySize : SizedText;
        parameter.Value = DriverValue(value);
    }

    public override string InsertWithIds(string table, string insert) =>
        $"SET IDENTITY_INSERT {table} ON; {insert}; SET IDENTITY_INSERT {table} OFF";

    /// <summary>
    /// Through a pool of its own, which another application name makes: a connection keeps its isolation level in the pool, and whoever
    /// got it next would work under SNAPSHOT
    /// (https://learn.microsoft.com/sql/t-sql/statements/set-transaction-isolation-level-transact-sql).
    /// </summary>
    public override Task<IDbContextTransaction> BeginSnapshotAsync(ShopContext db, CancellationToken cancellationToken)
    {
        db.Database.SetConnectionString(ForSnapshots(db.Database.GetConnectionString()));
        return db.Database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);
    }

    public override bool IsRolledBackByConcurrency(DbException error) =>
        error is SqlException sql && SqlServerErrorNumbers.IsRolledBack(sql);

    public override bool IsUniqueViolation(DbException error) => error is SqlException sql && SqlServerErrorNumbers.IsUniqueViolation(sql);

    /// <summary>SqlClient says 0, class 11: "Operation cancelled by user".</summary>
    public override bool IsCancelled(DbException error) => error is SqlException { Number: 0, Class: 11 };

    public override bool IsUnavailable(DbException error) =>
        error is PoolExhaustedException || (error is SqlException sql && SqlServerErrorNumbers.IsUnavailable(sql));

    /// <summary>Also a certificate that this machine does not trust: the driver reports it like a broken connection.</summary>
    public override bool IsMisconfigured(DbException error) =>
        error is SqlException sql && (SqlServerErrorNumbers.IsMisconfigured(sql) || sql.GetBaseException() is AuthenticationException);

    public override async Task RunExclusivelyAsync(ShopContext db, Func<Task> work, CancellationToken cancellationToken)
    {
        await SqlServerSetup.PrepareAsync(db, cancellationToken);
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

    public override Task<string?> AdviseAsync(ShopContext db, CancellationToken cancellationToken) =>
        SqlServerSetup.AdviseAsync(db, cancellationToken);

    private static string NameOf(Type type) =>
        type == typeof(long) ? "bigint"
        : type == typeof(int) ? "int"
        : type == typeof(bool) ? "bit"
        : type == typeof(byte[]) ? "varbinary(max)" // as Base64
        : type == typeof(DateTime) ? "datetime2"
        : type == typeof(string) ? "nvarchar(max)"
        : type == typeof(bool) ? "bit"
        : throw new NotSupportedException($"Rows hold no {type}.");

    private static Dictionary<string, object?> MembersOf(object[] row, int number)
    {
        var members = new Dictionary<string, object?> { ["n"] = number };
        for (var i = 0; i < row.Length; i++) members.Add($"v{i + 1}", JsonValueOf(row[i]));
        return members;
    }

    private static object? JsonValueOf(object value) => value switch
    {
        TypedNull => null,
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        _ => value,
    };

    internal static string ForSnapshots(string? connectionString)
    {
        var own = new SqlConnectionStringBuilder(connectionString);
        own.ApplicationName += " (snapshots)";
        return own.ConnectionString;
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}
