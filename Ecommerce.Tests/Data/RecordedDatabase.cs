using System.Data;
using System.Data.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecommerce.Tests.Data;

/// <summary>
/// A SQL Server that answers every query with nothing (and every count with zero) and remembers what it was asked: the statements come from
/// the shop's own code, so they follow it.
/// </summary>
public sealed class RecordedDatabase
    : DbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor, IDbContextFactory<ShopContext>
{
    private readonly List<string> statements = [];

    public IReadOnlyList<string> Statements => statements;

    public ShopContext CreateDbContext() => OfflineContexts.Create(DatabaseProvider.SqlServer, this);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        statements.Add(command.CommandText);
        return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(Answer(command.CommandText, eventData.Context!)));
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        statements.Add(command.CommandText);
        return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(0));
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(InterceptionResult.Suppress());

    public ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(InterceptionResult.Suppress());

    private static DataTableReader Answer(string statement, DbContext db)
    {
        var table = new DataTable();
        if (statement.StartsWith("SELECT COUNT(", StringComparison.Ordinal))
        {
            table.Columns.Add("count", typeof(int));
            table.Rows.Add(0);
            return table.CreateDataReader();
        }

        var columns = statement[..statement.IndexOf("\nFROM", StringComparison.Ordinal)].Split(", ").Select((_, i) => $"column{i}");
        foreach (var column in columns) table.Columns.Add(column);
        return table.CreateDataReader();
    }
}
