using Ecommerce.Web.Admin.Overview;

namespace Ecommerce.Tests.Admin;

/// <summary>Which days an address of the overview asks for.</summary>
public sealed class OverviewAddressTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(null, null, "2026-11-16", "2026-11-22")]
    [InlineData("x", "2026-02-30", "2026-11-16", "2026-11-22")]
    [InlineData("2026-11-20", null, "2026-11-20", "2026-11-20")]
    [InlineData(null, "2026-11-20", "2026-11-20", "2026-11-20")]
    [InlineData("2026-11-20", "2026-11-01", "2026-11-01", "2026-11-20")]
    [InlineData("2026-11-20", "2026-12-24", "2026-11-20", "2026-11-22")]
    [InlineData("2026-12-01", "2026-12-24", "2026-11-22", "2026-11-22")]
    [InlineData("1000-01-01", "1000-01-02", "2000-01-01", "2000-01-01")]
    [InlineData("2001-01-01", "2026-11-20", "2025-11-20", "2026-11-20")]
    public void What_can_not_be_shown_is_brought_to_what_can(string? from, string? to, string first, string last) => Assert.Equal(
        $"/manage?from={first}&to={last}", OverviewAddress.Read(from, to, Today).ToString());

    [Fact]
    public void The_usual_ranges_end_today() => Assert.Equal(
        ["2026-11-22", "2026-11-16", "2026-10-24", "2026-08-25"],
        OverviewAddress.Usual(Today).Select(u => $"{u.Address.Range.From:yyyy-MM-dd}"));
}
