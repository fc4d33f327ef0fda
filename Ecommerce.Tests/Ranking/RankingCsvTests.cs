using System.Text;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Ranking;

namespace Ecommerce.Tests.Ranking;

public sealed class RankingCsvTests
{
    [Theory]
    [InlineData("연필", "\"연필\"")]
    [InlineData("a, \"b\"\nc", "\"a, \"\"b\"\"\nc\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("  =1+1", "\"'  =1+1\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("％할인", "\"％할인\"")]
    [InlineData("", "\"\"")]
    public void A_name_is_a_text_cell_whatever_it_is(string name, string cell)
    {
        var file = RankingCsv.Write([new RankedProduct(1, 7, name, null, 2, -3000)], "KRW");

        Assert.Equal<byte>([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal($"rank,productId,name,quantitySold,revenue (KRW)\r\n1,7,{cell},2,-3000\r\n", Encoding.UTF8.GetString(file[3..]));
    }

    [Fact]
    public void The_revenue_is_in_the_decimals_of_the_currency_it_names()
    {
        var file = Encoding.UTF8.GetString(RankingCsv.Write([new RankedProduct(1, 7, "Lamp", null, 2, 11_002)], "USD")[3..]);

        Assert.Equal("rank,productId,name,quantitySold,revenue (USD)\r\n1,7,\"Lamp\",2,110.02\r\n", file);
    }
}
