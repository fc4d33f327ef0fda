using System.Collections.Concurrent;
using System.Data.Common;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Data;

/// <summary>Reads past EF, for what shoppers ask for all the time. Each statement sees what is committed when it runs.</summary>
public sealed class PreparedReads(ShopDatabase database) : IAsyncDisposable
{
    private readonly ConcurrentBag<SqlSession> idle = [];

    /// <summary>Runs the statements in one round trip; <paramref name="row"/> sees each row with the index of its statement.</summary>
    public async Task RunAsync(IReadOnlyList<Statement> statements, Action<int, DbDataReader> row, CancellationToken cancellationToken)
    {
        if (!idle.TryTake(out var connection)) connection = new(await database.OpenConnectionAsync(cancellationToken), database.Dialect);
        var reusable = false;
        try
        {
            await connection.RunAsync(statements, row, cancellationToken);
            reusable = database.IsInProcess;
        }
        finally
        {
            if (reusable) idle.Add(connection);
            else await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var connection)) await connection.DisposeAsync();
    }
}
