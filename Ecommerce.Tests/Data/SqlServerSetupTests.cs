using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Data.SqlClient;

namespace Ecommerce.Tests.Data;

/// <summary>
/// The SQL Server database before its tables: what the shop sets, and what it tells an administrator. The answers are a stand-in server's;
/// on a real one: SqlServerTests.
/// </summary>
public sealed class SqlServerSetupTests
{
    private const int NoRightToAlter = 5011;
    private const int NotAlone = 5070;

    [Fact]
    public async Task Nothing_is_set_that_is_set_already()
    {
        await using var server = Server(snapshots: 1, readCommittedSnapshot: 1);

        await PrepareAsync(server.ConnectionString);

        Assert.Equal(
            [SqlServerSetup.TakeTurn, SqlServerSetup.CountDatabases, SqlServerSetup.ReadSettings], server.Texts.Select(t => t.Text));
        Assert.Null(await AdviseAsync(server));
    }

    [Fact]
    public async Task What_is_off_is_set_before_everything_else_and_outside_any_transaction()
    {
        await using var server = Server(snapshots: 0, readCommittedSnapshot: 0);

        await PrepareAsync(server.ConnectionString);

        Assert.Equal([SqlServerSetup.AllowSnapshots, SqlServerSetup.ReadCommittedSnapshot], server.Texts.Select(t => t.Text).TakeLast(2));
        Assert.All(server.Texts, t => Assert.False(t.InTransaction));
    }

    [Fact]
    public async Task Without_the_right_to_allow_snapshots_one_line_says_what_an_administrator_has_to_run()
    {
        await using var server = Server(snapshots: 0, readCommittedSnapshot: 1, (SqlServerSetup.AllowSnapshots, NoRightToAlter));

        var error = await Assert.ThrowsAsync<StartupException>(
            () => TestShop.StartOnAsync(server.ConnectionString, DatabaseProvider.SqlServer));

        Assert.StartsWith("The database shop does not allow snapshot isolation", error.Message, StringComparison.Ordinal);
        Assert.Contains("ALTER DATABASE [shop] SET ALLOW_SNAPSHOT_ISOLATION ON;", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(server.Texts, t => t.Text.Contains("CREATE TABLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_compatibility_level_is_refused_with_the_statement_that_raises_it()
    {
        await using var server = Server(snapshots: 1, readCommittedSnapshot: 1, compatibilityLevel: 120);

        var error = await Assert.ThrowsAsync<StartupException>(() => PrepareAsync(server.ConnectionString));

        Assert.Contains("compatibility level 120; the shop needs 130", error.Message, StringComparison.Ordinal);
        Assert.Contains("ALTER DATABASE [shop] SET COMPATIBILITY_LEVEL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_readers_go_on_waiting_for_writers_the_shop_starts_with_one_warning()
    {
        await using var server = Server(snapshots: 1, readCommittedSnapshot: 0, (SqlServerSetup.ReadCommittedSnapshot, NotAlone));

        await PrepareAsync(server.ConnectionString);

        var advice = await AdviseAsync(server);
        Assert.StartsWith("READ_COMMITTED_SNAPSHOT is off in the database shop", advice, StringComparison.Ordinal);
        Assert.Contains("ALTER DATABASE [shop] SET READ_COMMITTED_SNAPSHOT ON;", advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_may_not_enter_master_finds_its_database_made()
    {
        await using var server = Server(snapshots: 1, readCommittedSnapshot: 1, (SqlServerSetup.TakeTurn, 916));

        await PrepareAsync(server.ConnectionString);

        Assert.Equal([SqlServerSetup.TakeTurn, SqlServerSetup.ReadSettings], server.Texts.Select(t => t.Text));
    }

    [Fact]
    public async Task A_database_that_is_missing_and_may_not_be_made_is_named()
    {
        await using var server = Server(snapshots: 1, readCommittedSnapshot: 1);
        var answer = server.Answer;
        server.Answer = text => text == SqlServerSetup.CountDatabases ? new([0])
            : text.StartsWith("CREATE DATABASE", StringComparison.Ordinal) ? new(Error: 262)
            : answer(text);

        var error = await Assert.ThrowsAsync<StartupException>(() => PrepareAsync(server.ConnectionString));

        Assert.Contains("There is no database shop", error.Message, StringComparison.Ordinal);
        Assert.Contains("CREATE DATABASE [shop];", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_names_no_database_does_not_end_up_in_master()
    {
        await using var server = Server(snapshots: 1, readCommittedSnapshot: 1);
        var nameless = new SqlConnectionStringBuilder(server.ConnectionString) { InitialCatalog = "" }.ConnectionString;

        var error = await Assert.ThrowsAsync<StartupException>(() => PrepareAsync(nameless));

        Assert.Contains("ConnectionStrings:Shop names no database", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Texts);
    }

    [Fact]
    public async Task A_test_shops_pools_are_cleared()
    {
        await using var server = new TdsServer();
        await using var connection = new SqlConnection(server.ConnectionString);
        for (var i = 0; i < 2; i++)
        {
            await connection.OpenAsync();
            await connection.CloseAsync();
        }

        TestShop.ClearPool(connection);
        await connection.OpenAsync();

        Assert.Equal(2, server.LogIns);
    }

    private static async Task PrepareAsync(string connectionString)
    {
        var parts = new SqlServerParts(connectionString);
        await using var db = parts.Contexts.CreateDbContext();
        await SqlServerSetup.PrepareAsync(db, default);
    }

    private static async Task<string?> AdviseAsync(TdsServer server)
    {
        var parts = new SqlServerParts(server.ConnectionString);
        await using var db = parts.Contexts.CreateDbContext();
        return await parts.Dialect.AdviseAsync(db, default);
    }

    private static TdsServer Server(
        int snapshots, int readCommittedSnapshot, (string Text, int Error) refused = default, int compatibilityLevel = 160) =>
        new()
        {
            Answer = text => text == refused.Text ? new(Error: refused.Error)
                : text == SqlServerSetup.CountDatabases ? new([1])
                : text == SqlServerSetup.ReadSettings ? new([snapshots, readCommittedSnapshot, compatibilityLevel])
                : TdsAnswer.Done,
        };
}
