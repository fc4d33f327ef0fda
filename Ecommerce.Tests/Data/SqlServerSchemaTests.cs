using System.Data;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Events;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Tests.Data;

/// <summary>What the schema and the parameters on SQL Server are like; no server is needed.</summary>
public sealed class SqlServerSchemaTests
{
    private const string Binary = "Latin1_General_100_BIN2";

    [Theory]
    [InlineData("products", "search_text")]
    [InlineData("users", "normalized_email")]
    [InlineData("users", "normalized_user_name")]
    [InlineData("roles", "normalized_name")]
    [InlineData("categories", "name")]
    [InlineData("carts", "guest_key")]
    [InlineData("idempotency_records", "client_key")]
    [InlineData("idempotency_records", "operation")]
    [InlineData("user_logins", "provider_key")]
    [InlineData("user_tokens", "name")]
    [InlineData("revisions", "name")]
    public void Keys_are_compared_by_code_point(string table, string column) =>
        Assert.Equal(Binary, Property(table, column).GetCollation());

    [Fact]
    public void No_text_in_a_key_or_a_unique_index_is_compared_by_the_servers_collation()
    {
        var keys = Model().GetEntityTypes().SelectMany(e => e.GetKeys().SelectMany(k => k.Properties)
            .Concat(e.GetIndexes().Where(i => i.IsUnique).SelectMany(i => i.Properties)));

        Assert.All(keys.Where(p => p.ClrType == typeof(string)), p => Assert.Equal(Binary, p.GetCollation()));
    }

    /// <summary>
    /// 900 bytes for a clustered key, 1,700 for another index;
    /// https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server.
    /// </summary>
    [Fact]
    public void Keys_are_short_enough_for_the_server()
    {
        foreach (var entity in Model().GetEntityTypes())
        {
            Assert.All(entity.GetKeys(), k => Assert.InRange(Bytes(k.Properties), 1, 900));
            Assert.All(entity.GetIndexes(), i => Assert.InRange(Bytes(i.Properties), 1, 1700));
        }
    }

    [Fact]
    public void What_is_unsent_has_an_index_of_its_own_in_the_order_in_which_it_is_claimed()
    {
        var index = Table("deliveries").GetIndexes().Single(i => i.GetDatabaseName() == EventIndexes.Unsent);

        Assert.Equal(["next_attempt_at", "id"], index.Properties.Select(p => p.GetColumnName()));
        Assert.Equal("status IN ('pending', 'failed')", index.GetFilter());
        var claim = new SqlServerDialect().ClaimDeliveries;
        Assert.Contains(
            $"WITH (INDEX ({EventIndexes.Unsent}), UPDLOCK, READPAST, READCOMMITTEDLOCK, ROWLOCK)", claim, StringComparison.Ordinal);
        Assert.Contains($"d.{index.GetFilter()}", claim, StringComparison.Ordinal);
        Assert.Contains("ORDER BY d.next_attempt_at, d.id", claim, StringComparison.Ordinal);
    }

    [Fact]
    public void Triggers_do_not_count_their_own_rows()
    {
        var triggers = Script().Split("CREATE TRIGGER").Skip(1).ToList();

        Assert.Equal(8, triggers.Count);
        Assert.All(triggers, t => Assert.Matches(@"^ \w+ ON \w+ (INSTEAD OF|AFTER) [A-Z, ]+ AS SET NOCOUNT ON; ", t));
    }

    [Fact]
    public void The_books_are_referred_to_so_that_they_can_not_be_truncated()
    {
        var guard = Script().Split("CREATE TABLE books_guard")[1].Split(';')[0];

        Assert.Contains("REFERENCES wallet_entries (id)", guard, StringComparison.Ordinal);
        Assert.Contains("REFERENCES stock_movements (id)", guard, StringComparison.Ordinal);
        Assert.Contains("REFERENCES admin_actions (id)", guard, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_a_migration_changes_the_database_itself() =>
        Assert.DoesNotContain("ALTER DATABASE", Script(), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 4000)]
    [InlineData(5, 4000)]
    [InlineData(4000, 4000)]
    [InlineData(4001, -1)]
    public void Texts_of_every_length_share_a_plan(int length, int size)
    {
        var parameter = Bind(new string('x', length));

        Assert.Equal((SqlDbType.NVarChar, size), (parameter.SqlDbType, parameter.Size));
    }

    [Fact]
    public void A_null_has_the_type_of_what_is_missing()
    {
        Assert.Equal(
            (SqlDbType.NVarChar, 4000, DBNull.Value),
            (Bind(TypedNull.Text).SqlDbType, Bind(TypedNull.Text).Size, Bind(TypedNull.Text).Value));
        Assert.Equal((SqlDbType.DateTime2, DBNull.Value), (Bind(TypedNull.Instant).SqlDbType, Bind(TypedNull.Instant).Value));
        Assert.Equal(SqlDbType.DateTime2, Bind(DateTime.UnixEpoch).SqlDbType);
        Assert.Equal(SqlDbType.BigInt, Bind(1L).SqlDbType);
    }

    private static SqlParameter Bind(object value)
    {
        var parameter = new SqlParameter();
        new SqlServerDialect().Bind(parameter, 1, value);
        return parameter;
    }

    private static int Bytes(IEnumerable<IReadOnlyProperty> columns) => columns.Sum(c =>
        c.ClrType == typeof(string) || c.ClrType.IsEnum ? 2 * (c.GetMaxLength() ?? 4000) : 8);

    private static IProperty Property(string table, string column) => Table(table).GetProperties().Single(p => p.GetColumnName() == column);

    private static IEntityType Table(string table) => Model().GetEntityTypes().Single(e => e.GetTableName() == table);

    private static IModel Model()
    {
        using var db = OfflineContexts.Create(DatabaseProvider.SqlServer);
        return db.GetService<IDesignTimeModel>().Model;
    }

    private static string Script()
    {
        using var db = OfflineContexts.Create(DatabaseProvider.SqlServer);
        return db.GetService<IMigrator>().GenerateScript();
    }
}
