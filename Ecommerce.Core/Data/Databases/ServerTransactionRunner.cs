using System.Data;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Data.Databases;

/// <summary>SQL Server and PostgreSQL: a transaction of its own for each unit; row locks make them wait for each other.</summary>
public sealed class ServerTransactionRunner(ShopDatabase database, UnitParts parts) : ITransactionRunner
{
    public async Task<Committed<T>> RunAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        await using var connection = new SqlSession(await database.OpenConnectionAsync(cancellationToken), database.Dialect);
        await using var transaction = await connection.Connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        connection.Transaction = transaction;
        var unit = new UnitOfWork(connection, parts);
        var result = await work(unit, cancellationToken);
        if (!result.Succeeded) return new(result, []);

        // Not cancellable: once asked to commit, the outcome has to be known.
        await transaction.CommitAsync(CancellationToken.None);
        return new(result, unit.AfterCommitActions);
    }
}
