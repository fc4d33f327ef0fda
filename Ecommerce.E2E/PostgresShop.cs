using System.Diagnostics;
using Ecommerce.E2E.Infrastructure;
using Npgsql;

namespace Ecommerce.E2E;

/// <summary>The shop on PostgreSQL, for the run of this class.</summary>
public sealed class PostgresShop : DemoShop
{
    /// <summary>No statement of the shop's takes so long.</summary>
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(30);

    private PostgresServer? server;

    /// <summary>Nobody reads what is shown on pages until this is disposed of; who wants to waits.</summary>
    public async Task<IAsyncDisposable> LockAsync()
    {
        var connection = new NpgsqlConnection(server!.ConnectionString("shop"));
        await connection.OpenAsync();
        await using var tables = new NpgsqlCommand("""
            SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables
            WHERE schemaname = 'public' AND tablename !~* 'migration|key'
            """, connection);
        await using var command = new NpgsqlCommand(
            $"LOCK TABLE {await tables.ExecuteScalarAsync()} IN ACCESS EXCLUSIVE MODE NOWAIT", connection);
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            var transaction = await connection.BeginTransactionAsync();
            try
            {
                await command.ExecuteNonQueryAsync();
                return connection;
            }
            catch (PostgresException error) when (
                error.SqlState == PostgresErrorCodes.LockNotAvailable && Stopwatch.GetElapsedTime(begun) < LockLimit)
            {
                // All or none: to wait for one table with others locked is a deadlock when a statement of the shop does so too.
                await transaction.RollbackAsync();
            }
        }
    }

    public override async ValueTask InitializeAsync()
    {
        if (PostgresServer.ReasonToSkip is not null) return; // each test says so

        server = await PostgresServer.StartAsync();
        try
        {
            await UseAsync(await ShopProcess.StartAsync(
                ("Database:Provider", "Postgres"), ("ConnectionStrings:Shop", server.ConnectionString("shop"))));
        }
        catch
        {
            await server.DisposeAsync(); // a fixture that fails here is not disposed
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await base.DisposeAsync();
        await server.DisposeAsync();
    }
}
