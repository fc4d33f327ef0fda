using System.Diagnostics.Metrics;
using System.Net;
using Ecommerce.Core.Books;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Operations;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Tests.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Quartz.Extensibility;

namespace Ecommerce.Tests.Jobs;

/// <summary>What the shop tells of its own state: metrics and health.</summary>
public sealed class VitalSignsTests(TestDatabases databases)
{
    [Fact]
    public async Task The_meter_shows_the_outbox_and_the_age_of_the_ranking()
    {
        await using var shop = await EventShop.StartAsync(databases);
        await shop.Shop.Get<Core.Ranking.NightlyRanking>().RunAsync(default);
        await shop.OrderAsync();
        shop.Sink.AnswerWith(Delivery.Rejected("no"));
        await shop.DispatchAsync();
        await shop.OrderAsync();
        await shop.OrderAsync();
        shop.Clock.Advance(TimeSpan.FromSeconds(90));
        using var gauges = new Gauges(shop.Shop);

        Assert.Empty(gauges.Read()); // nothing was read yet
        await shop.Shop.Get<VitalSignsReader>().ReadAsync(default);
        shop.Shop.Get<ShopMetrics>().Discrepancies = 4;

        // 12:01:30 in Seoul: the newest ranked day ended at midnight.
        Assert.Equal(
            new()
            {
                ["ecommerce.outbox.depth"] = 2,
                ["ecommerce.outbox.lag"] = 90,
                ["ecommerce.outbox.dead"] = 1,
                ["ecommerce.ranking.age"] = 12 * 3600 + 90,
                ["ecommerce.books.discrepancies"] = 4,
            },
            gauges.Read());
    }

    [Fact]
    public async Task A_day_that_was_ranked_while_it_ran_does_not_count_as_ranked()
    {
        await using var shop = await SellingShop.StartAsync(databases, Core.Data.DatabaseProvider.Sqlite);
        shop.GoTo(SellingShop.Today);
        await shop.Shop.Get<Core.Ranking.AggregateDay>().RunAsync(SellingShop.Today, default);

        Assert.Null((await shop.Shop.Get<VitalSignsReader>().ReadAsync(default)).RankingAge);
    }

    [Fact]
    public async Task Health_degrades_when_something_is_amiss_and_still_serves()
    {
        await using var web = await WebShop.StartAsync(databases);
        var metrics = web.Services.GetRequiredService<ShopMetrics>();
        var well = new VitalSigns(new OutboxState(0, TimeSpan.Zero, 0), TimeSpan.FromHours(25));
        async Task<(HttpStatusCode, string)> ReadyAsync(VitalSigns? vitals, int? discrepancies = 0)
        {
            (metrics.Latest, metrics.Discrepancies) = (vitals, discrepancies);
            var answer = await web.Anonymous().GetAsync("/health/ready");
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(null, null));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(well));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { Outbox = new(1, TimeSpan.FromSeconds(601), 0) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { Outbox = new(10_001, TimeSpan.Zero, 0) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { Outbox = new(0, TimeSpan.Zero, 1) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well with { RankingAge = TimeSpan.FromHours(26.1) }));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(well, discrepancies: 1));
    }

    [Fact]
    public async Task The_check_of_the_books_raises_the_alarm()
    {
        await using var shop = await TestShop.StartAsync(databases);
        var product = await shop.AddProductAsync(stock: 5);
        var metrics = shop.Get<ShopMetrics>();
        var job = new ReconciliationJob(shop.Get<Reconciliation>(), metrics, NullLogger<ReconciliationJob>.Instance);
        async Task<JobRunResult> RunAsync()
        {
            var context = JobExecutionContextBuilder.For(job).Build();
            await job.Execute(context);
            return ((IJobRunReport)context.Result!).Result;
        }

        Assert.Equal((JobRunResult.Succeeded, 0), (await RunAsync(), metrics.Discrepancies));
        await shop.ReadAsync(db => db.Products.Where(p => p.Id == product).ExecuteUpdateAsync(p => p.SetProperty(x => x.Stock, 6)));
        Assert.Equal((JobRunResult.Failed, 1), (await RunAsync(), metrics.Discrepancies));
    }

    private sealed class Gauges : IDisposable
    {
        private readonly MeterListener listener = new();
        private Dictionary<string, double> read = [];

        public Gauges(TestShop shop)
        {
            _ = shop.Get<ShopMetrics>();
            var meters = shop.Get<IMeterFactory>();
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Scope == meters && instrument.Meter.Name == ShopMetrics.MeterName && instrument.IsObservable) listening.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => read[instrument.Name] = value);
            listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => read[instrument.Name] = value);
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
