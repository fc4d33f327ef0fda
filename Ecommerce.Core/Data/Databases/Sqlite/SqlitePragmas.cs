using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecommerce.Core.Data.Databases.Sqlite;

/// <summary>Settings that SQLite forgets with each connection.</summary>
internal sealed class SqlitePragmas(string synchronous) : DbConnectionInterceptor
{
    public void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        // busy_timeout: SQLite's own waiting wakes up within milliseconds, the driver's sleeps 150 ms at a time.
        command.CommandText = $"PRAGMA synchronous = {synchronous}; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON";
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }
}
