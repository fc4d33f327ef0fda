using System.Data;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Dialects;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data;

/// <summary>SQL Server and PostgreSQL: a transaction of its own for each unit; row locks make them wait for each other.</summary>
public sealed class ServerTransactionRunner(IDbContextFactory<ShopContext> contexts, Dialect dialect) : ITransactionRunner
{
    public async Task<Committed<T>> RunAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Database.AutoSavepointsEnabled = false; // a failed unit is rolled back as a whole
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var unit = new UnitOfWork(db, dialect);
        var result = await work(unit, cancellationToken);
        if (!result.Succeeded) return new(result, []);

        await db.SaveChangesAsync(cancellationToken);
        // Not cancellable: once asked to commit, the outcome has to be known.
        await transaction.CommitAsync(CancellationToken.None);
        return new(result, unit.AfterCommitActions);
    }
}
