using System.Text.RegularExpressions;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Data;

/// <summary>
/// What the real driver sends for a unit of work, and what becomes of the unit when the server loses its transaction in the middle; no
/// SQL Server is needed. On a real one: SqlServerDeadlockTests.
/// </summary>
public sealed class SqlServerGuardTests
{
    private static readonly string Guard = new SqlServerDialect().TransactionGuard;

    [Fact]
    public async Task No_command_of_a_unit_reaches_the_server_without_its_guard()
    {
        await using var server = new TdsServer { Answer = Answer };
        var parts = new SqlServerParts(server.ConnectionString);

        (await parts.Transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.ForBatchAsync([Members.Of(1, 3, 2)], token);
                await OrderAsync(unit, token);
                var charge = new LockedWallet(1, 5, 1).Book(WalletEntryKind.Charge, 5, orderId: null, DateTime.UnixEpoch);
                await unit.WriteAsync(new Facts { Entries = [charge] }, token);
                return await unit.EditAsync<bool>(EditAsync, token);
            },
            default)).Granted();

        Assert.Equal(8, server.Texts.Count);
        Assert.All(server.Texts, t => Assert.StartsWith(Guard, t.Text, StringComparison.Ordinal));
        Assert.All(server.Texts, t => Assert.True(t.InTransaction));
        Assert.Equal(1, server.Commits);

        static async Task<Result<bool>> EditAsync(EditingUnit unit, CancellationToken token)
        {
            await unit.Db.Wallets.CountAsync(w => w.ShopperId == 1, token);
            Assert.Equal(0, unit.Db.Revisions.Count());
            await unit.Db.Orders.Where(o => o.Id == 1).ExecuteDeleteAsync(token);
            await unit.Db.Database.ExecuteSqlAsync($"UPDATE wallets SET balance = 1", token);
            unit.Db.Add(new Revision { Name = "saved" });
            return true;
        }
    }

    /// <summary>Without XACT_ABORT an error ends a statement, and what stands behind it in the text runs on.</summary>
    [Fact]
    public void The_guard_makes_every_error_end_the_text() =>
        Assert.StartsWith("SET XACT_ABORT ON; IF @@TRANCOUNT = 0 THROW 50002,", Guard, StringComparison.Ordinal);

    [Fact]
    public async Task A_unit_that_lost_its_transaction_in_the_middle_runs_again_and_commits_once()
    {
        var first = true;
        await using var server = new TdsServer();
        server.Answer = text =>
        {
            if (!text.Contains("INSERT INTO orders", StringComparison.Ordinal) || !first) return Answer(text);
            first = false;
            return TdsAnswer.Deadlock;
        };
        var parts = new SqlServerParts(server.ConnectionString);

        var order = await parts.Transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.ForBatchAsync([Members.Of(1, 2)], token);
                await OrderAsync(unit, token);
                return true;
            },
            default);

        Assert.True(order.Granted());
        Assert.Equal(1, server.Commits);
        Assert.All(server.Texts, t => Assert.True(t.InTransaction, t.Text));
        // Lock, write (lost), lock, write: the whole of an order's writing is one text, which the error ends.
        Assert.Equal(4, server.Texts.Count);
        var writing = server.Texts.Last().Text;
        foreach (var table in new[] { "orders", "order_lines", "stock_movements", "wallet_entries", "events" })
            Assert.Contains($"INSERT INTO {table} ", writing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_goes_on_after_it_lost_its_transaction_is_stopped_by_the_guard()
    {
        await using var server =
            new TdsServer { Answer = text => text.Contains("wallets", StringComparison.Ordinal) ? TdsAnswer.Deadlock : Answer(text) };
        var parts = new SqlServerParts(server.ConnectionString + ";Max Pool Size=1");

        await parts.Transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                await Assert.ThrowsAsync<SqlException>(() => unit.Locks.WalletAsync(1, token));
                await Record.ExceptionAsync(() => unit.Locks.ProductsAsync([1], token));
                await Record.ExceptionAsync(() => unit.EditAsync<int>(async (edit, t) => await edit.Db.Orders.CountAsync(t), token));
                return new AccountNotFound();
            },
            default);

        // Whatever was sent behind the loss could only be refused: it says itself that it needs a transaction.
        Assert.All(server.Texts.Where(t => !t.InTransaction), t => Assert.StartsWith(Guard, t.Text, StringComparison.Ordinal));
        Assert.Equal(0, server.Commits);
    }

    [Fact]
    public async Task A_unit_whose_client_gave_up_while_it_waited_ends_as_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new TdsServer();
        server.Answer = text =>
        {
            cancellation.CancelAfter(TimeSpan.Zero);
            return TdsAnswer.Silence;
        };
        var parts = new SqlServerParts(server.ConnectionString);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => parts.Transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.WalletAsync(1, token);
                return true;
            },
            cancellation.Token));

        Assert.Equal(0, server.Commits);
        Assert.Single(server.Texts);
    }

    [Fact]
    public async Task A_read_outside_a_unit_needs_no_guard()
    {
        await using var server = new TdsServer { Answer = Answer };
        var parts = new SqlServerParts(server.ConnectionString);
        await using var reads = new PreparedReads(parts.Database);

        await reads.RunAsync([CatalogStatements.RevisionOf("catalog"), CatalogStatements.RevisionOf("stock")], (_, _) => { }, default);

        Assert.Equal(
            "SELECT number FROM revisions WHERE name = @p1;\nSELECT number FROM revisions WHERE name = @p2;\n",
            Assert.Single(server.Texts).Text);
    }

    /// <summary>
    /// 2,100 parameters are too many (https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server).
    /// </summary>
    [Fact]
    public async Task More_locks_than_a_text_has_parameters_for_take_another_one()
    {
        await using var server = new TdsServer { Answer = Answer };
        var parts = new SqlServerParts(server.ConnectionString);

        (await parts.Transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.ForBatchAsync([Members.Of(1, [.. Enumerable.Range(1, 2500).Select(id => (long)id)])], token);
                return true;
            },
            default)).Granted();

        Assert.Equal([2000, 502], server.Texts.Select(t => Regex.Count(t.Text, "@p")));
        Assert.All(server.Texts, t => Assert.StartsWith(Guard, t.Text, StringComparison.Ordinal));
    }

    /// <summary>Whatever is written is one text whose parameters do not depend on how much it is.</summary>
    [Fact]
    public async Task The_largest_order_is_written_by_one_text()
    {
        await using var server = new TdsServer { Answer = Answer };
        var parts = new SqlServerParts(server.ConnectionString);
        var products = Enumerable.Range(1, OrderLimits.MaxLines).Select(id => new LockedProduct(id, "Lamp", null, 5, 1, true)).ToList();
        var items = products.Select(p => new OrderItem(p.Id, 1)).ToList();
        var placed = OrderPlacement.Decide(7, new LockedWallet(1, 5000, 1), products, items, null, "KRW", DateTime.UnixEpoch);

        (await parts.Transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.WriteAsync(placed.Value!.Facts, token);
                return true;
            },
            default)).Granted();

        Assert.InRange(Regex.Count(Assert.Single(server.Texts).Text, "@p"), 1, 50);
    }

    private static TdsAnswer Answer(string text) =>
        text.Contains("SELECT COUNT(*)", StringComparison.Ordinal) ? new([0])
        : TdsAnswer.Done;

    private static Task OrderAsync(UnitOfWork unit, CancellationToken token)
    {
        var product = new LockedProduct(2, "Lamp", null, 5, 1, true);
        var placed = OrderPlacement.Decide(7, new LockedWallet(1, 5, 1), [product], [new OrderItem(2, 1)], null, "KRW", DateTime.UnixEpoch);
        return unit.WriteAsync(placed.Value!.Facts, token);
    }
}
