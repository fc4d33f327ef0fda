using System.Diagnostics;
using Ecommerce.Bench.Limits;
using Ecommerce.Bench.Load;
using Ecommerce.Bench.Machine;
using Ecommerce.Bench.Reports;
using Ecommerce.Bench.Servers;

namespace Ecommerce.Bench;

/// <summary>Measures the shop on one database, the limit and the shop in turn.</summary>
public sealed class DatabaseRun(BenchOptions options, Results results, PostgresServer? postgres)
{
    /// <summary>The shop that must not be much faster than the full one holds a tenth of it.</summary>
    private const int Tenth = 10;

    private static readonly string[] GrowthWorkloads = ["list", "top", "order"];

    private string Database => postgres is null ? "SQLite" : "PostgreSQL";

    public async Task RunAsync()
    {
        var database = await ShopDatabase.PrepareAsync(options, postgres, "shop", options.Products, options.Lines);
        if (postgres is not null) await PgBench.InstallAsync(postgres, "shop_limit");
        await RankAsync(database); // now, or the shop would do it while it is measured
        await using (var shop = await StartAsync(database, options.Products))
        {
            await using var before = await StartBeforeAsync();
            if (options.Wants("memory")) results.Add(Database, Figures.IdleMegabytes, await MemoryAsync(shop.Server));
            await using var bare = await StartBareAsync(database);
            for (var round = 1; round <= options.Rounds; round++)
            {
                foreach (var workload in Workload.All.Where(w => options.Wants(w.Name)))
                {
                    if (before is null) await MeasureLimitAsync(workload, database, bare, round);
                    foreach (var concurrency in workload.Concurrency) await MeasureInTurnsAsync(shop, before, workload, concurrency, round);
                }
            }

            if (options.Wants("memory") && options.Soak > TimeSpan.Zero) await SoakAsync(shop);
        }

        if (options.Wants("circuits")) await CircuitsAsync(database);
        if (options.Wants("flood")) await FloodAsync(database);
        if (options.Wants("instances") && postgres is not null) await InstancesAsync(database);
        if (options.Wants("start")) await ColdStartsAsync(database);
        if (options.Wants("growth")) await GrowthAsync(database);
    }

    /// <summary>The nightly job's work for all days at once: the whole history is read and counted.</summary>
    private async Task RankAsync(ShopDatabase database) =>
        results.Add(Database, Figures.RankingSeconds, await RankAsync(options, database));

    /// <returns>The seconds that it took.</returns>
    private static async Task<double> RankAsync(BenchOptions build, ShopDatabase database)
    {
        var today = TimeProvider.System.GetUtcNow();
        var (first, last) = (today.AddDays(-build.Days - 1), today.AddDays(-1));
        var begun = Stopwatch.GetTimestamp();
        await database.RunShopAsync(build, "--rank", $"{first:yyyy-MM-dd}..{last:yyyy-MM-dd}");
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private async Task<RunningShop> StartAsync(ShopDatabase database, int products)
    {
        var shop = await RunningShop.StartAsync(options, database, products);
        Console.WriteLine($"{Database}: the shop runs, process {shop.Server.Id}");
        return shop;
    }

    /// <summary>The earlier build, on a database of its own.</summary>
    private async Task<RunningShop?> StartBeforeAsync()
    {
        if (options.Before is null) return null;
        var earlier = options with { Shop = options.Before };
        var database = await ShopDatabase.PrepareAsync(earlier, postgres, "before", options.Products, options.Lines);
        await RankAsync(earlier, database);
        return await RunningShop.StartAsync(earlier, database, options.Products);
    }

    private static Task<ServerProcess> StartBareAsync(ShopDatabase database) => ServerProcess.StartAsync(
        typeof(DatabaseRun).Assembly.Location,
        [],
        arguments: ["bare", "--provider", database.Provider, "--connection", database.LimitConnectionString]);

    private async Task MeasureLimitAsync(Workload workload, ShopDatabase database, ServerProcess bare, int round)
    {
        switch (workload.Name)
        {
            case "list":
                var client = new ShopClient(bare.Address, [], options.Products, 0);
                Add(Limit.BareHttp, 64, round, await ClosedLoop.RunAsync(
                    _ => client.OpenAsync(() => HttpConnection.Get($"/?last={client.AnyProduct}")),
                    64,
                    options.WarmUp,
                    options.Duration,
                    () => new CpuSeconds(CpuTime.Of(bare.Id), DatabaseCpu())));
                break;
            case "order" when postgres is not null:
                var scripts = new[] { (Limit.PostgresStatements, "order.sql"), (Limit.PostgresCall, "order-call.sql") };
                foreach (var connections in new[] { 16, 64 })
                {
                    foreach (var (name, script) in scripts)
                    {
                        Add(name, connections, round, await PgBench.RunAsync(
                            postgres, "shop_limit", script, connections, options.Duration, options.Products, options.Shoppers));
                    }
                }

                break;
            case "order":
                var limits = new[] { (Limit.SqliteFull, "FULL", 1), (Limit.SqliteNormal, "NORMAL", 1), (Limit.SqliteGroup, "FULL", 64) };
                foreach (var (name, synchronous, perCommit) in limits)
                {
                    using var orders = SqliteOrders.Open(database.LimitConnectionString, synchronous, options.Products, options.Shoppers);
                    Add(name, 1, round, orders.Run(options.WarmUp, options.Duration, perCommit));
                }

                break;
        }
    }

    private async Task MeasureAsync(RunningShop shop, Workload workload, int concurrency, int round, string name)
    {
        await shop.WaitForQuietAsync();
        var requests = workload.Requests(shop.Client);
        Add(name, concurrency, round, await ClosedLoop.RunAsync(
            _ => shop.Client.OpenAsync(requests),
            concurrency,
            options.WarmUp,
            options.Duration,
            () => new CpuSeconds(CpuTime.Of(shop.Server.Id), DatabaseCpu())));
    }

    /// <summary>Which build goes first changes with the round.</summary>
    private async Task MeasureInTurnsAsync(RunningShop shop, RunningShop? before, Workload workload, int concurrency, int round)
    {
        var builds = new List<(RunningShop Shop, string Name)> { (shop, workload.Name) };
        if (before is not null) builds.Insert(round % 2, (before, Builds.Before(workload.Name)));
        foreach (var (build, name) in builds) await MeasureAsync(build, workload, concurrency, round, name);
    }

    private double DatabaseCpu() => postgres is null ? 0 : CpuTime.OfTree(postgres.ProcessId);

    private void Add(string name, int concurrency, int round, Measurement measurement)
    {
        results.Add(new Sample(Database, name, concurrency, round, measurement));
        Console.WriteLine($"{Database} {round}: {Report.LineOf(name, concurrency, measurement)}");
    }

    private static async Task<double> MemoryAsync(ServerProcess shop)
    {
        await Task.Delay(TimeSpan.FromSeconds(10)); // what the start has left behind is done with
        return MachineInfo.ResidentMegabytes(shop.Id);
    }

    private async Task CircuitsAsync(ShopDatabase database)
    {
        foreach (var page in Circuits.Pages)
        {
            await using var shop = await RunningShop.StartAsync(options, database, options.Products, logIn: false);
            results.Add(Database, Figures.CircuitKilobytes(page), await Circuits.MeasureAsync(shop.Server, page, options.Circuits));
        }
    }

    /// <summary>Shoppers without and with strangers who open sockets and never end their messages.</summary>
    private async Task FloodAsync(ShopDatabase database)
    {
        const int sockets = 2000;
        const int shoppers = 4;
        await using var shop = await RunningShop.StartAsync(options, database, options.Products, logIn: false, hasLimits: true);
        var workloads = Workload.All.Where(w => w.Name is "home" or "list").ToArray();
        for (var round = 1; round <= options.Rounds; round++)
            foreach (var workload in workloads) await MeasureAsync(shop, workload, shoppers, round, Flooded.Quiet(workload.Name));
        var before = MachineInfo.ResidentMegabytes(shop.Server.Id);
        await using var flood = await Flood.BeginAsync(shop.Server.Address, sockets);
        var peak = MachineInfo.ResidentMegabytes(shop.Server.Id);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var workload in workloads)
            {
                await MeasureAsync(shop, workload, shoppers, round, Flooded.Under(workload.Name));
                peak = Math.Max(peak, MachineInfo.ResidentMegabytes(shop.Server.Id));
            }
        }

        Console.WriteLine($"{Database}: of {sockets} sockets, taken, refused, open: {flood.Counts}");
        results.Add(Database, Figures.QuietMegabytes, before);
        results.Add(Database, Figures.FloodedMegabytes, peak);
    }

    /// <summary>Everybody buys the same two products: from one instance, then from two that share the shoppers.</summary>
    private async Task InstancesAsync(ShopDatabase database)
    {
        const int shoppers = 64;
        await using var one = await StartAsync(database, options.Products);
        await using var other = await StartAsync(database, options.Products);
        var workload = Workload.All.Single(w => w.Name == "hot-product");
        for (var round = 1; round <= options.Rounds; round++)
        {
            await MeasureAsync(one, workload, shoppers, round, Instances.One);
            await one.WaitForQuietAsync();
            Add(Instances.Two, shoppers, round, await ClosedLoop.RunAsync(
                i => (i % 2 == 0 ? one : other).Client.OpenAsync(workload.Requests(one.Client)),
                shoppers,
                options.WarmUp,
                options.Duration,
                () => new CpuSeconds(CpuTime.Of(one.Server.Id) + CpuTime.Of(other.Server.Id), DatabaseCpu())));
        }

        results.Add(Database, Figures.SoldWrongly, await one.CountSoldWronglyAsync());
    }

    /// <summary>Lists and orders for minutes; memory after the first minute against memory at the end.</summary>
    private async Task SoakAsync(RunningShop shop)
    {
        var workloads = Workload.All.Where(w => w.Name is "list" or "order").Select(w => w.Requests(shop.Client)).ToArray();
        var early = Task.Delay(options.Soak / 10).ContinueWith(_ => MachineInfo.ResidentMegabytes(shop.Server.Id), TaskScheduler.Default);
        var soaked = await ClosedLoop.RunAsync(
            i => shop.Client.OpenAsync(workloads[i % workloads.Length]), 64, TimeSpan.FromSeconds(1), options.Soak, () => default);
        results.Add(Database, Figures.SoakEarlyMegabytes, await early);
        results.Add(Database, Figures.SoakLateMegabytes, MachineInfo.ResidentMegabytes(shop.Server.Id));
        Console.WriteLine($"{Database}: soaked with {soaked.Latencies.Length} requests, {soaked.Errors.Values.Sum()} errors");
    }

    private async Task ColdStartsAsync(ShopDatabase database)
    {
        for (var i = 0; i < options.Rounds; i++)
        {
            await using var shop = await RunningShop.StartAsync(options, database, options.Products, logIn: false);
            results.Add(Database, Figures.FirstPageSeconds, shop.FirstPage.TotalSeconds);
        }
    }

    /// <summary>The full shop and one with a tenth of its products and orders, in turn.</summary>
    private async Task GrowthAsync(ShopDatabase full)
    {
        var small = await ShopDatabase.PrepareAsync(options, postgres, "small", options.Products / Tenth, options.Lines / Tenth);
        await RankAsync(small);
        await using var fullShop = await StartAsync(full, options.Products);
        await using var smallShop = await StartAsync(small, options.Products / Tenth);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var workload in Workload.All.Where(w => GrowthWorkloads.Contains(w.Name)))
            {
                await MeasureAsync(smallShop, workload, 64, round, Growth.Small(workload.Name));
                await MeasureAsync(fullShop, workload, 64, round, Growth.Full(workload.Name));
            }
        }
    }
}
