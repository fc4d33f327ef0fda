using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Ecommerce.Tests.Data;

/// <summary>What the shop says to SQL Server, read by Microsoft's own T-SQL parser; no server is needed.</summary>
public sealed class TransactSqlTests
{
    private static readonly PageRequest Page = new();

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migration_script_is_valid(MigrationsSqlGenerationOptions options)
    {
        using var db = OfflineContexts.Create(DatabaseProvider.SqlServer);

        var script = db.GetService<IMigrator>().GenerateScript(options: options);

        AssertParses(script);
        var inner = Regex.Matches(script, "EXEC\\(N'((?:[^']|'')*)'\\)").Select(m => m.Groups[1].Value.Replace("''", "'")).ToList();
        Assert.All(inner, AssertParses);
        var triggers = inner.Where(s => s.StartsWith("CREATE TRIGGER", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, triggers.Count(s => s.Contains("INSTEAD OF UPDATE, DELETE", StringComparison.Ordinal)));
        Assert.Equal(4, triggers.Count(s => s.Contains("AFTER INSERT, UPDATE, DELETE", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_way_back_is_valid()
    {
        using var db = OfflineContexts.Create(DatabaseProvider.SqlServer);
        var last = db.Database.GetMigrations().Last();

        AssertParses(db.GetService<IMigrator>().GenerateScript(last, Migration.InitialDatabase));
    }

    [Fact]
    public void Row_locks_are_taken_as_update_locks_on_rows()
    {
        var locks = PreparedStatements.Locks(new SqlServerDialect());

        Assert.Equal(8, locks.Count);
        Assert.All(locks, l => Assert.Contains(" WITH (UPDLOCK, ROWLOCK) WHERE ", l.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SqlServerDialect.TakeSchemaLock)]
    [InlineData(SqlServerDialect.ReleaseSchemaLock)]
    [InlineData(SqlServerSetup.TakeTurn)]
    [InlineData(SqlServerSetup.CountDatabases)]
    [InlineData(SqlServerSetup.ReadSettings)]
    [InlineData(SqlServerSetup.AllowSnapshots)]
    [InlineData(SqlServerSetup.ReadCommittedSnapshot)]
    [InlineData(Waiting.OnSqlServer)]
    public void What_prepares_and_watches_a_database_is_valid(string statement) => AssertParses(statement);

    [Fact]
    public async Task The_shops_queries_are_valid()
    {
        var database = new RecordedDatabase();
        var products = new ProductQueries(database);
        foreach (var sort in Enum.GetValues<ProductSort>())
            await products.ListAsync(new("무선 50%_[", "조명", sort, InStock: true), Page, default);
        await products.ListCategoriesAsync(default);
        await products.SuggestAsync("램프", 5, default);
        await new WalletQueries(database).GetBalanceAsync(1, default);
        await new WalletQueries(database).GetStatementAsync(1, Page, default);
        await new OrderQueries(database).ListAsync(1, Page, default);
        await new OrderQueries(database).FindAsync(1, 1, default);

        Assert.True(database.Statements.Count > 15, $"Only {database.Statements.Count} statements were recorded.");
        Assert.All(database.Statements, AssertParses);
    }

    [Fact]
    public void What_goes_past_EF_is_valid()
    {
        var statements = PreparedStatements.Of(new SqlServerDialect());

        Assert.True(statements.Count >= 27, $"Only {statements.Count} statements were found.");
        Assert.All(statements, AssertParses);
        Assert.All(statements, s => Assert.DoesNotContain("$", s, StringComparison.Ordinal));
        Assert.Equal(8, statements.Count(s => s.Contains(" WITH (UPDLOCK, ROWLOCK) WHERE ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_claim_of_events_is_valid_behind_its_guard()
    {
        var dialect = new SqlServerDialect();

        AssertParses(
            dialect.TransactionGuard + string.Format(CultureInfo.InvariantCulture, dialect.ClaimDeliveries, "@p0", "@p1", "@p2", "@p3"));
        AssertParses(dialect.TransactionGuard + string.Format(CultureInfo.InvariantCulture, dialect.RouteEvents, "@p0", "@p1"));
    }

    [Fact]
    public void Statements_in_one_text_keep_their_own_parameters()
    {
        var dialect = new SqlServerDialect();
        var lines = Enumerable.Range(0, 3).Select(i => dialect.Spell("UPDATE products SET stock = stock + $2 WHERE id = $1", i * 2))
            .ToList();

        AssertParses(dialect.TransactionGuard + string.Join(";\n", lines));
        Assert.Equal("UPDATE products SET stock = stock + @p6 WHERE id = @p5", lines[2]);
        Assert.Equal("@p10 @p11", dialect.Spell("$1 $2", 9));
    }

    [Fact]
    public void What_cleans_up_behind_the_tests_is_valid() => AssertParses(TestDatabases.DropSqlServerDatabase("shop_1_2"));

    [Fact]
    public async Task What_fills_a_shop_for_load_runs_is_valid()
    {
        var database = new RecordedDatabase();
        await using var db = database.CreateDbContext();
        var load = new LoadStatements(db, new SqlServerDialect(), new LoadSize(), DateTime.UnixEpoch)
        {
            PasswordHash = "hash",
            FirstCategory = 1,
            FirstProduct = 1,
            FirstShopper = 1,
            FirstOrder = 1,
        };

        await load.InsertCatalogAsync(default);
        await load.InsertShoppersAsync(default);
        await load.InsertOrdersAsync(0, 5, [DateTime.UnixEpoch], default);
        await load.InsertBooksAsync(default);
        var ways = new LoadWayStatements(new SqlServerDialect(), load, 5, DateTime.UnixEpoch);
        await ways.InsertWaysAsync(default);
        await ways.InsertBooksAsync(default);

        Assert.Equal(37, database.Statements.Count);
        Assert.All(database.Statements, AssertParses);
        Assert.All(database.Statements, s => Assert.True(s.All(char.IsAscii), s));
    }

    [Fact]
    public void The_parser_would_notice() => Assert.ThrowsAny<Exception>(() => AssertParses("SELECT * FROM wallets FOR UPDATE LIMIT 1"));

    private static void AssertParses(string script)
    {
        using var reader = new StringReader(script);
        new TSql170Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.True(
            errors.Count == 0,
            string.Join('\n', errors.Select(e => $"{e.Line},{e.Column}: {e.Message}")) + $"\n{script[..Math.Min(script.Length, 500)]}");
    }
}
