using Ecommerce.Core.Data.Seeding;
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
        foreach (var name in new[] { "--rank", "--seed-load", "--help" })
            Assert.Contains(name, ShopCommand.Usage, StringComparison.Ordinal);
        Assert.Equal(0, await CommandRunner.RunAsync(Assert.IsType<ShowHelp>(ShopCommand.Parse(["--help"])), []));
    }

    [Fact]
    public void A_load_shop_has_the_sizes_that_are_given()
    {
        Assert.Equal(new SeedLoad(new LoadSize(), Force: false), ShopCommand.Parse(["--seed-load"]));
        Assert.Equal(
            new SeedLoad(new LoadSize(Products: 10, Shoppers: 2, Lines: 40, Days: 3, Settled: true), Force: true),
            ShopCommand.Parse(
                ["--seed-load", "products=10", "lines=40", "shoppers=2", "days=3", "settled=1", "--force", "--Jobs:Enabled=false"]));
        foreach (var wrong in new[] { "products", "products=many", "orders=3", "products=-1", "settled=2" })
            Assert.IsType<NotUnderstood>(ShopCommand.Parse(["--seed-load", wrong]));
    }

    [Fact]
    public async Task A_load_shop_is_made_from_the_command_line_once()
    {
        await using var shop = await TestShop.StartAsync(databases);
        string[] args =
            ["--seed-load", "products=4", "shoppers=2", "lines=8", "days=2", $"--ConnectionStrings:Shop={shop.ConnectionString}"];

        Assert.Equal(0, await CommandRunner.RunAsync(ShopCommand.Parse(args)!, args));
        Assert.Equal(4, await shop.ReadAsync(db => db.Orders.CountAsync()));

        Assert.Equal(1, await CommandRunner.RunAsync(ShopCommand.Parse(args)!, args));
        args[3] = "lines=9";
        Assert.Equal(1, await CommandRunner.RunAsync(ShopCommand.Parse([.. args, "--force"])!, args));
        Assert.Equal(4, await shop.ReadAsync(db => db.Orders.CountAsync()));
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
        string[] args =
            ["--rank", $"{Day:yyyy-MM-dd}..{Day.AddDays(2):yyyy-MM-dd}", $"--ConnectionStrings:Shop={shop.Shop.ConnectionString}"];

        Assert.Equal(0, await CommandRunner.RunAsync(ShopCommand.Parse(args)!, args));

        Assert.Equal(
            [3L, 4], await shop.Shop.ReadAsync(db => db.PopularProducts.OrderBy(p => p.Date).Select(p => p.QuantitySold).ToListAsync()));
        Assert.Equal(3, await shop.Shop.ReadAsync(db => db.RankingDays.CountAsync()));

        string[] future = ["--rank", "2999-01-01", args[2]];
        Assert.Equal(1, await CommandRunner.RunAsync(ShopCommand.Parse(future)!, future));
    }
}
