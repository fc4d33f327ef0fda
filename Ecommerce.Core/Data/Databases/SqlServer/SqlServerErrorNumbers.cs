using Microsoft.Data.SqlClient;

namespace Ecommerce.Core.Data.Databases.SqlServer;

/// <summary>
/// What SQL Server's error numbers mean to the shop. Numbers of the engine:
/// https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors; of Azure SQL:
/// https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues.
/// </summary>
internal static class SqlServerErrorNumbers
{
    public const int CannotOpenDatabase = 4060;
    public const int DatabaseExists = 1801;
    public const int LoginFailed = 18456;
    public const int NoAccessToDatabase = 916;
    public const int NoRightToCreate = 262;

    /// <summary>
    /// From here on the error ended the connection (https://learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlerror.class).
    /// </summary>
    private const byte Fatal = 20;

    private const int Deadlock = 1205;
    private const int SnapshotConflict = 3960;
    private const int UniqueIndexViolation = 2601;
    private const int UniqueConstraintViolation = 2627;

    private static readonly HashSet<int> Unavailable =
    [
        -2, -1, 2, 20, 53, 64, 121, 233, 258, 10053, 10054, 10060, 10061, // network: on Windows; on Linux most are number 0 and fatal
        11001, 11002, 11004, // the name does not resolve
        921, CannotOpenDatabase, 6005, 17142, 18401, // starting, stopping, paused, upgrading its own databases
        976, 978, 979, 983, 3906, // a replica that is not readable, failing over, read-only
        701, 8645, 1222, // no memory, no memory grant in time, a lock timed out
        1101, 1105, 9002, // disk, filegroup or log is full
        10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920, // Azure SQL: throttled, moving, busy
        Deadlock, SnapshotConflict, // outlasted all retries
    ];

    /// <summary>No right, a login that is not trusted, a wrong password.</summary>
    private static readonly HashSet<int> Misconfigured = [NoRightToCreate, 18452, LoginFailed];

    public static bool IsRolledBack(SqlException error) =>
        error.Errors.Cast<SqlError>().Any(e => e.Number is Deadlock or SnapshotConflict);

    public static bool IsUniqueViolation(SqlException error) => error.Number is UniqueIndexViolation or UniqueConstraintViolation;

    public static bool IsUnavailable(SqlException error) => error.Class >= Fatal || Unavailable.Contains(error.Number);

    public static bool IsMisconfigured(SqlException error) => Misconfigured.Contains(error.Number);
}
