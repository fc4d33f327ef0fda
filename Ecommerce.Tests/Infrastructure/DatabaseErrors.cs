using System.Data.Common;
using Ecommerce.Core.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Errors as the drivers throw them.</summary>
public static class DatabaseErrors
{
    public static DbException Deadlock(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite(5),
        DatabaseProvider.Postgres => Postgres(PostgresErrorCodes.DeadlockDetected),
        _ => SqlServerErrors.Create(1205),
    };

    /// <summary>The connection is gone; whether the commit reached the disk is anybody's guess.</summary>
    public static DbException BrokenConnection(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite(10),
        DatabaseProvider.Postgres => new NpgsqlException("Exception while reading from stream", new IOException("broken pipe")),
        _ => SqlServerErrors.Create(10054),
    };

    public static SqliteException Sqlite(int code, int? extended = null) => new("simulated", code, extended ?? code);

    public static PostgresException Postgres(string sqlState) => new("simulated", "ERROR", "ERROR", sqlState);
}
