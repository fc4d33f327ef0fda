using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecommerce.Core.Data.Databases.SqlServer;

/// <summary>
/// Puts <see cref="Dialect.TransactionGuard"/> before every command of EF's that belongs to a transaction: the driver lets commands run
/// outside one that the server has rolled back.
/// </summary>
internal sealed class SqlServerTransactionGuard(string guard) : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (eventData.Context?.Database.CurrentTransaction is not null) result.CommandText = guard + result.CommandText;
        return result;
    }
}

/// <summary>
/// No connection of the pool became free in time (<c>Connect Timeout</c>). SqlClient says so by an InvalidOperationException, which
/// nobody could tell from a bug.
/// </summary>
public sealed class PoolExhaustedException(Exception inner) : DbException("No connection to the database became free in time.", inner)
{
    /// <summary>Opening a connection that is not open is an invalid operation only when the pool is used up.</summary>
    internal static bool Is(Exception error, DbConnection connection) =>
        error is InvalidOperationException and not ObjectDisposedException && connection.State != ConnectionState.Open;
}

/// <summary>Makes a <see cref="PoolExhaustedException"/> of it where EF opens the connection.</summary>
internal sealed class SqlServerPoolErrors : DbConnectionInterceptor
{
    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData)
    {
        if (PoolExhaustedException.Is(eventData.Exception, connection)) throw new PoolExhaustedException(eventData.Exception);
    }

    public override Task ConnectionFailedAsync(
        DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionFailed(connection, eventData);
        return Task.CompletedTask;
    }
}
