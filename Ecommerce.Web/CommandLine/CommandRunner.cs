using System.Globalization;
using Ecommerce.Core;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Ranking;

namespace Ecommerce.Web.CommandLine;

/// <summary>Runs a command on the shop's services, without its web server and its jobs.</summary>
public static class CommandRunner
{
    private const int Failed = 1;
    private const int Misused = 2;

    public static async Task<int> RunAsync(ShopCommand command, string[] args)
    {
        switch (command)
        {
            case RankDays rank:
                return await OnShopAsync(args, services => RankAsync(rank.Days, services));
            case SeedLoad load:
                return await OnShopAsync(args, services => SeedAsync(load, services));
            case NotUnderstood wrong:
                await Console.Error.WriteLineAsync($"{wrong.Message}\n\n{ShopCommand.Usage}");
                return Misused;
            default:
                Console.WriteLine(ShopCommand.Usage);
                return 0;
        }
    }

    private static async Task<int> OnShopAsync(string[] args, Func<IServiceProvider, Task<int>> work)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"); // what the web server goes by
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, EnvironmentName = environment });
        builder.Configuration["Jobs:Enabled"] = "false";
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddShopCore();
        builder.Services.RemoveKeyWarmUp();
        using var host = builder.Build();
        await host.Services.GetRequiredService<DatabaseStartup>().TryFirstAsync(CancellationToken.None);
        await host.StartAsync();
        if (!host.Services.GetRequiredService<DatabaseReadiness>().IsReady) throw new StartupException("The database can't be reached.");
        var code = await work(host.Services);
        await host.StopAsync();
        return code;
    }

    private static async Task<int> RankAsync(RankingWindow days, IServiceProvider services)
    {
        var aggregate = services.GetRequiredService<AggregateDay>();
        for (var date = days.From; date <= days.To; date = date.AddDays(1))
        {
            var counted = await aggregate.RunAsync(Actor.CommandLine, date, CancellationToken.None);
            if (!counted.Succeeded)
            {
                await Console.Error.WriteLineAsync($"{date:yyyy-MM-dd} was not counted. {Why(counted.Refusal)}");
                return Failed;
            }

            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd} {counted.Value.Products} {counted.Value.QuantitySold}"));
        }

        return 0;
    }

    private static async Task<int> SeedAsync(SeedLoad load, IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var seeded = await scope.ServiceProvider.GetRequiredService<LoadSeed>().RunAsync(load.Size, load.Force, CancellationToken.None);
        if (!seeded.Succeeded)
        {
            await Console.Error.WriteLineAsync($"Nothing was added. {Why(seeded.Refusal)}");
            return Failed;
        }

        var (size, shopper, product) = seeded.Value;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            products {size.Products} from {product}
            shoppers {size.Shoppers} from load{shopper}@example.com, password {LoadedShop.Password}
            orders {size.Lines / 2} over {size.Days} days
            """));
        return 0;
    }

    private static string Why(Refusal refusal) => refusal is ValidationFailed failed
        ? string.Join(' ', failed.Errors.SelectMany(e => e.Value.Select(message => $"{e.Key}: {message}")))
        : $"{refusal}";
}
