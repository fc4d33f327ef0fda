using Ecommerce.Core.Data;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>
/// Tells when a session of a database waits for a lock, from the server's own lists. On SQL Server it takes VIEW SERVER STATE.
/// </summary>
public static class Waiting
{
    private const string OnPostgres =
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    internal const string OnSqlServer =
        "SELECT COUNT(*) FROM sys.dm_exec_requests WHERE database_id = DB_ID() AND blocking_session_id <> 0";

    /// <summary>Asks until somebody waits. Fails when the operation that should wait has ended instead.</summary>
    public static async Task UntilSomebodyWaitsAsync(this TestShop shop, DatabaseProvider provider, Task operation)
    {
        var question = provider == DatabaseProvider.Postgres ? OnPostgres : OnSqlServer;
        while ((await shop.QuerySqlAsync(question)).Single() == "0") Assert.False(operation.IsCompleted, "It ended without waiting.");
    }
}
