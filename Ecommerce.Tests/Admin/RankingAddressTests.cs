using Ecommerce.Core.Ranking;
using Ecommerce.Web.Admin.Rankings;

namespace Ecommerce.Tests.Admin;

/// <summary>What a link to the rankings page means.</summary>
public sealed class RankingAddressTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(null, null, "2026-11-19", "2026-11-21")] // the last three complete days
    [InlineData("nonsense", "2026-13-01", "2026-11-19", "2026-11-21")]
    [InlineData("2026-11-01", "2026-11-22", "2026-11-01", "2026-11-22")]
    [InlineData("2026-11-20", null, "2026-11-20", "2026-11-20")]
    [InlineData(null, "2026-11-20", "2026-11-20", "2026-11-20")]
    [InlineData("2026-11-22", "2026-11-01", "2026-11-01", "2026-11-22")] // the wrong way round
    public void Always_has_a_window_that_can_be_meant(string? from, string? to, string first, string last)
    {
        var window = RankingAddress.Read(from, to, null, null, null, Today).Window;

        Assert.Equal((first, last), ($"{window.From:yyyy-MM-dd}", $"{window.To:yyyy-MM-dd}"));
    }

    [Fact]
    public void Reads_what_it_writes()
    {
        var address = new RankingAddress(new(new(2026, 11, 1), new(2026, 11, 7)), RankingOrder.Revenue, Page: 3, Product: 12);

        Assert.Equal("/manage/rankings?from=2026-11-01&to=2026-11-07&by=revenue&page=3&product=12", address.ToString());
        Assert.Equal(address, RankingAddress.Read("2026-11-01", "2026-11-07", "revenue", "3", "12", Today));
        Assert.Equal("/manage/rankings.csv?from=2026-11-01&to=2026-11-07&by=revenue", address.Download);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    [InlineData("two")]
    public void A_page_that_is_none_is_the_first(string page) =>
        Assert.Equal(1, RankingAddress.Read(null, null, "1", page, page, Today).Page);
}
