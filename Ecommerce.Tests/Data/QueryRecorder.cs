using System.Data.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.Data.Databases.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecommerce.Tests.Data;

/// <summary>Contexts on a real database that ask it, for each statement, how it means to carry it out.</summary>
public sealed class QueryRecorder(DatabaseProvider provider, string connectionString) : DbCommandInterceptor, IDbContextFactory<ShopContext>
{
    /// <summary>What a server would do if it could avoid a scan or a sort at all: small tables hide what an index is good for.</summary>
    private const string AvoidScans = "SET enable_seqscan = off; SET enable_bitmapscan = off";

    private const string AvoidSorts = "; SET enable_sort = off; SET enable_incremental_sort = off";

    private readonly List<(string Statement, string Plan)> plans = [];
    private bool explaining;

    public IReadOnlyList<(string Statement, string Plan)> Plans => plans;

    /// <summary>For what reads so few rows that sorting them is nothing.</summary>
    public bool MaySort { get; init; }

    /// <summary>For a database as large as a shop's: its own choice is what is asked for.</summary>
    public bool MayScan { get; init; }

    public ShopContext CreateDbContext()
    {
        var builder = new DbContextOptionsBuilder().AddInterceptors(this);
        return provider == DatabaseProvider.Postgres
            ? new PostgresShopContext(builder.UseNpgsql(connectionString).Options)
            : new SqliteShopContext(builder.UseSqlite(connectionString).Options);
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command);
        return result;
    }

    private async Task ExplainAsync(DbCommand command)
    {
        if (explaining) return;
        explaining = true;
        var statement = command.CommandText;
        if (provider == DatabaseProvider.Postgres && !MayScan) await SetAsync(command, MaySort ? AvoidScans : AvoidScans + AvoidSorts);
        command.CommandText = (provider == DatabaseProvider.Postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + statement;
        var plan = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) plan.Add(reader.GetString(reader.FieldCount - 1));
        command.CommandText = statement;
        plans.Add((statement, string.Join('\n', plan)));
        explaining = false;
    }

    private static async Task SetAsync(DbCommand command, string settings)
    {
        await using var set = command.Connection!.CreateCommand();
        set.Transaction = command.Transaction;
        set.CommandText = settings;
        await set.ExecuteNonQueryAsync();
    }
}
