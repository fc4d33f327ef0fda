using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Tests.Ranking;
using Ecommerce.Web.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Jobs;

public sealed class CommandLineTests(TestDatabases databases)
{
    private static readonly DateOnly Day = new(2020, 2, 3);

    [Fact]
    public void Days_can_be_given_alone_or_as_a_range()
    {
        Assert.Equal(new RankDays(new RankingWindow(Day, Day)), ShopCommand.Parse(["--rank", "2020-02-03"]));
        Assert.Equal(new RankDays(new RankingWindow(Day, Day)), ShopCommand.Parse(["--Jobs:Enabled=true", "--rank=2020-02-03"]));
        Assert.Equal(new RankDays(new RankingWindow(Day, Day.AddDays(2))), ShopCommand.Parse(["--rank", "2020-02-03..2020-02-05"]));
    }

    [Theory]
    [InlineData("--rank")]
    [InlineData("--rank", "yesterday")]
    [InlineData("--rank", "2020-02-30")]
    [InlineData("--rank", "2020-02-05..2020-02-03")]
    [InlineData("--rank", "2020-02-03..")]
    public async Task What_is_no_day_is_not_understood(params string[] args)
    {
        var command = ShopCommand.Parse(args);
        Assert.IsType<NotUnderstood>(command);
        Assert.Equal(2, await CommandRunner.RunAsync(command, args));
    }

    [Fact]
    public async Task Help_tells_of_every_switch()
    {
        foreach (var name in new[] { "--rank", "--help" }) Assert.Contains(name, ShopCommand.Usage, StringComparison.Ordinal);
        Assert.Equal(0, await CommandRunner.RunAsync(Assert.IsType<ShowHelp>(ShopCommand.Parse(["--help"])), []));
    }

    [Fact]
    public void Anything_else_runs_the_shop()
    {
        Assert.Null(ShopCommand.Parse([]));
        Assert.Null(ShopCommand.Parse(["--urls=http://localhost:5000", "--Database:Provider", "Sqlite"]));
    }

    [Fact]
    public async Task Ranking_from_the_command_line_fills_the_table_without_a_web_server()
    {
        await using var shop = await SellingShop.StartAsync(databases, Core.Data.DatabaseProvider.Sqlite);
        var product = await shop.AddProductAsync();
        await shop.SellOnAsync(Day, product, 3);
        await shop.SellOnAsync(Day.AddDays(1), product, 4);
        string[] args = ["--rank", $"{Day:yyyy-MM-dd}..{Day.AddDays(2):yyyy-MM-dd}", $"--ConnectionStrings:Shop={shop.Shop.ConnectionString}"];

        Assert.Equal(0, await CommandRunner.RunAsync(ShopCommand.Parse(args)!, args));

        Assert.Equal([3L, 4], await shop.Shop.ReadAsync(db => db.PopularProducts.OrderBy(p => p.Date).Select(p => p.QuantitySold).ToListAsync()));
        Assert.Equal(3, await shop.Shop.ReadAsync(db => db.RankingDays.CountAsync()));

        string[] future = ["--rank", "2999-01-01", args[2]];
        Assert.Equal(1, await CommandRunner.RunAsync(ShopCommand.Parse(future)!, future));
    }
}
