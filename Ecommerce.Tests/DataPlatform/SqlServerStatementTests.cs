using System.Text.RegularExpressions;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Ranking;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Ecommerce.Tests.DataPlatform;

/// <summary>SQL Server's own parser reads the statements that no server is at hand for.</summary>
public sealed partial class SqlServerStatementTests
{
    [Fact]
    public void The_claim_of_due_events_is_t_sql()
    {
        var claim = new SqlServerDialect().ClaimDeliveries;
        AssertParses(claim);
        AssertParses(new SqlServerDialect().RouteEvents);
        Assert.Contains("READPAST", claim, StringComparison.Ordinal);
    }

    [Fact]
    public void The_count_of_a_day_is_t_sql() =>
        AssertParses(RankingStatements.InsertDaySales(DateOnly.MinValue, new UtcRange(default, default), default).Format);

    private static void AssertParses(string statement)
    {
        new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(Place().Replace(statement, "@p$1")), out var errors);
        Assert.Empty(errors.Select(e => $"{e.Line}: {e.Message}"));
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}
