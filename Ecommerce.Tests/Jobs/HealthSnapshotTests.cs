using System.Diagnostics.Metrics;
using System.Net;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Events;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Operations;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Tests.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Jobs;

/// <summary>What the shop tells of its own state: metrics and health.</summary>
public sealed class HealthSnapshotTests(TestDatabases databases)
{
    [Fact]
    public async Task The_meter_shows_the_outbox_and_the_age_of_the_ranking()
    {
        await using var shop = await EventShop.StartAsync(databases);
        await shop.Shop.Get<Core.Ranking.NightlyRanking>().RunAsync(default);
        await shop.OrderAsync();
        shop.Sink.AnswerWith(DeliveryResult.Rejected("no"));
        await shop.DispatchAsync();
        await shop.OrderAsync();
        await shop.OrderAsync();
        shop.Clock.Advance(TimeSpan.FromSeconds(90));
        using var gauges = new Gauges(shop.Shop);

        Assert.Empty(gauges.Read()); // nothing was read yet
        var history = shop.Shop.Get<JobHistory>();
        await history.EndAsync(await history.BeginAsync(JobNames.Reconciliation, false, default), JobReport.Failed("discrepancies=4"));
        await history.EndAsync(await history.BeginAsync(JobNames.CleanUp, false, default), new JobReport(JobOutcome.Failed, null), "No.");
        await shop.Shop.Get<HealthSnapshotReader>().ReadAsync(default);

        // The newest ranked day ended at midnight in Seoul.
        var midnight = new DateTimeOffset(2026, 11, 21, 15, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            new()
            {
                ["ecommerce.outbox.depth"] = 2,
                ["ecommerce.outbox.lag"] = 90,
                ["ecommerce.outbox.dead"] = 1,
                ["ecommerce.ranking.age"] = (shop.Clock.GetUtcNow() - midnight).TotalSeconds,
                ["ecommerce.books.discrepancies"] = 4,
                ["ecommerce.job.failing"] = 1,
            },
            gauges.Read());
    }

    [Fact]
    public async Task A_day_that_was_ranked_while_it_ran_does_not_count_as_ranked()
    {
        await using var shop = await SellingShop.StartAsync(databases, Core.Data.DatabaseProvider.Sqlite);
        shop.GoTo(SellingShop.Today);
        await shop.Shop.Get<Core.Ranking.AggregateDay>().RunAsync(Actor.System, SellingShop.Today, default);

        Assert.Null((await shop.Shop.Get<HealthSnapshotReader>().ReadAsync(default)).RankingAge);
    }

    [Fact]
    public async Task Health_degrades_when_something_is_amiss_and_still_serves()
    {
        await using var web = await WebShop.StartAsync(databases);
        var metrics = web.Services.GetRequiredService<ShopMetrics>();
        var well = new HealthSnapshot(new DeliveryState(0, TimeSpan.Zero, 0), TimeSpan.FromHours(25), 0, []);
        async Task<(HttpStatusCode, string)> ReadyAsync(HealthSnapshot? vitals)
        {
            metrics.Latest = vitals;
            var answer = await web.Anonymous().GetAsync("/health/ready");
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(null));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(well));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { Outbox = new(1, TimeSpan.FromSeconds(601), 0) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { Outbox = new(10_001, TimeSpan.Zero, 0) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { Outbox = new(0, TimeSpan.Zero, 1) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { RankingAge = TimeSpan.FromHours(26.1) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { Discrepancies = 1 }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { FailingJobs = [JobNames.CleanUp] }));
    }

    [Fact]
    public async Task The_check_of_the_books_raises_the_alarm()
    {
        await using var shop = await TestShop.StartAsync(databases);
        var product = await shop.AddProductAsync(stock: 5);
        async Task<int?> CheckAsync()
        {
            await shop.Get<JobRunner>().RunAsync(JobNames.Reconciliation, byHand: false, default);
            return (await shop.Get<HealthSnapshotReader>().ReadAsync(default)).Discrepancies;
        }

        Assert.Null((await shop.Get<HealthSnapshotReader>().ReadAsync(default)).Discrepancies);
        Assert.Equal(0, await CheckAsync());
        await shop.ReadAsync(db => db.Products.Where(p => p.Id == product).ExecuteUpdateAsync(p => p.SetProperty(x => x.Stock, 6)));
        Assert.Equal(1, await CheckAsync());
        Assert.Equal(
            JobOutcome.Failed, await shop.ReadAsync(db => db.JobRuns.OrderByDescending(r => r.Id).Select(r => r.Outcome).FirstAsync()));
    }

    private sealed class Gauges : IDisposable
    {
        private readonly MeterListener listener;
        private Dictionary<string, double> read = [];

        public Gauges(TestShop shop)
        {
            listener = shop.ListenTo<ObservableGauge<double>>();
            listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => read[instrument.Name] = value);
            listener.Start();
        }

        public Dictionary<string, double> Read()
        {
            read = [];
            listener.RecordObservableInstruments();
            return read;
        }

        public void Dispose() => listener.Dispose();
    }
}
