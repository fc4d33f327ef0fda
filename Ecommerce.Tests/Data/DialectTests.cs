using System.Data.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Data.Databases.Sqlite;
using Ecommerce.Tests.Infrastructure;
using Npgsql;

namespace Ecommerce.Tests.Data;

/// <summary>What each database's error codes mean to the shop: run again, wait, or give up.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData(5, 5, "lost-race unavailable")] // BUSY
    [InlineData(6, 6, "lost-race unavailable")] // LOCKED
    [InlineData(19, 2067, "unique")]
    [InlineData(19, 1555, "unique")]
    [InlineData(19, 275, "")] // CHECK
    [InlineData(19, 787, "")] // foreign key
    [InlineData(19, 1811, "")] // RAISE in a trigger
    [InlineData(10, 10, "unavailable")] // I/O
    [InlineData(13, 13, "unavailable")] // full
    [InlineData(14, 14, "unavailable misconfigured")] // can't open
    [InlineData(1, 1, "")]
    public void Sqlite(int code, int extended, string meaning) =>
        Assert.Equal(meaning, MeaningOf(new SqliteDialect(), DatabaseErrors.Sqlite(code, extended)));

    [Theory]
    [InlineData("40P01", "lost-race unavailable")]
    [InlineData("40001", "lost-race unavailable")]
    [InlineData("23505", "unique")]
    [InlineData("23514", "")]
    [InlineData("23503", "")]
    [InlineData("P0001", "")]
    [InlineData("53300", "unavailable")]
    [InlineData("57P01", "unavailable")]
    [InlineData("57P03", "unavailable")]
    [InlineData("57014", "unavailable")]
    [InlineData("55P03", "unavailable")]
    [InlineData("08006", "unavailable")]
    [InlineData("28P01", "misconfigured")]
    [InlineData("28000", "misconfigured")]
    [InlineData("42501", "misconfigured")]
    [InlineData("42P01", "")]
    public void Postgres(string sqlState, string meaning) =>
        Assert.Equal(meaning, MeaningOf(new PostgresDialect(), DatabaseErrors.Postgres(sqlState)));

    [Fact]
    public void A_broken_connection_to_PostgreSQL_is_no_lost_race() =>
        Assert.Equal("unavailable", MeaningOf(new PostgresDialect(), new NpgsqlException("broken")));

    [Theory]
    [InlineData(1205, "lost-race unavailable")]
    [InlineData(3960, "lost-race unavailable")]
    [InlineData(2601, "unique")]
    [InlineData(2627, "unique")]
    [InlineData(547, "")]
    [InlineData(50001, "")]
    [InlineData(-2, "unavailable")]
    [InlineData(1222, "unavailable")]
    [InlineData(4060, "unavailable")]
    [InlineData(10054, "unavailable")]
    [InlineData(40613, "unavailable")]
    [InlineData(11001, "unavailable")] // no such name
    [InlineData(1101, "unavailable")] // full
    [InlineData(1105, "unavailable")]
    [InlineData(9002, "unavailable")]
    [InlineData(976, "unavailable")] // failing over
    [InlineData(978, "unavailable")]
    [InlineData(979, "unavailable")]
    [InlineData(983, "unavailable")]
    [InlineData(3906, "unavailable")]
    [InlineData(18401, "unavailable")] // upgrading itself
    [InlineData(701, "unavailable")] // no memory
    [InlineData(8645, "unavailable")]
    [InlineData(49919, "unavailable")]
    [InlineData(49920, "unavailable")]
    [InlineData(50002, "")] // a statement behind its transaction is a bug
    [InlineData(18456, "misconfigured")]
    [InlineData(262, "misconfigured")]
    [InlineData(208, "")]
    public void SqlServer(int number, string meaning) =>
        Assert.Equal(meaning, MeaningOf(new SqlServerDialect(), SqlServerErrors.Create(number)));

    [Theory]
    [InlineData(0, 20, "unavailable")] // refused, reset, closed in the handshake: on Linux
    [InlineData(0, 11, "cancelled")] // the driver's own
    [InlineData(823, 24, "unavailable")]
    [InlineData(8134, 16, "")]
    public void SqlServer_by_severity(int number, byte severity, string meaning) =>
        Assert.Equal(meaning, MeaningOf(new SqlServerDialect(), SqlServerErrors.Create(number, severity)));

    [Fact]
    public void A_database_does_not_know_the_others_codes()
    {
        Assert.Equal("", MeaningOf(new SqlServerDialect(), DatabaseErrors.Postgres("40P01")));
        Assert.Equal("", MeaningOf(new SqliteDialect(), DatabaseErrors.Postgres("23505")));
        Assert.Equal("", MeaningOf(new PostgresDialect(), SqlServerErrors.Create(1205)));
    }

    [Fact]
    public void The_databases_error_is_found_inside_whatever_wraps_it()
    {
        var error = DatabaseErrors.Postgres("40P01");

        Assert.Same(error, new InvalidOperationException("outer", new InvalidOperationException("inner", error)).FindDbException());
        Assert.Null(new InvalidOperationException("outer").FindDbException());
    }

    private static string MeaningOf(Dialect dialect, DbException error)
    {
        (bool Holds, string Name)[] meanings =
        [
            (dialect.IsRolledBackByConcurrency(error), "lost-race"),
            (dialect.IsUniqueViolation(error), "unique"),
            (dialect.IsUnavailable(error), "unavailable"),
            (dialect.IsMisconfigured(error), "misconfigured"),
            (dialect.IsCancelled(error), "cancelled"),
        ];
        return string.Join(' ', meanings.Where(m => m.Holds).Select(m => m.Name));
    }
}
