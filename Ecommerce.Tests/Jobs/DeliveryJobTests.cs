using System.Threading.Channels;
using Ecommerce.Core.Events;
using Ecommerce.Core.Jobs;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Jobs;

/// <summary>
/// How an event gets from its commit to a delivery: the nudge, the job that stays, and what happens when somebody takes the job away.
/// </summary>
public sealed class DeliveryJobTests(TestDatabases databases)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>No sweep within the time of a test: what arrives was delivered by the job.</summary>
    private static readonly (string, string?)[] WithoutSweep = [("Jobs:Enabled", "true"), ("Jobs:OutboxSweepSeconds", "60")];

    [Theory]
    [InlineData(Core.Data.DatabaseProvider.Sqlite)]
    [InlineData(Core.Data.DatabaseProvider.Postgres)]
    public async Task One_job_stays_and_delivers_order_after_order(Core.Data.DatabaseProvider provider)
    {
        await using var shop = await EventShop.StartAsync(databases, provider, TimeProvider.System, settings: WithoutSweep);
        var heard = Hear(shop.Sink);

        for (var i = 0; i < 5; i++)
        {
            var order = await shop.OrderAsync();
            while (await heard.Reader.ReadAsync().AsTask().WaitAsync(Limit) != $"order.paid-{order}")
            {
            }
        }

        var runs = await shop.Shop.WaitForEndsAsync(JobNames.Delivery);
        Assert.InRange(runs.Count, 1, 4); // five orders, one after the other, did not take five jobs
        Assert.Equal(5, shop.Sink.Received.Count);
    }

    [Fact]
    public async Task A_job_that_has_delivered_all_waits_for_the_next_event_and_not_for_ever()
    {
        var clock = new WatchedClock();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        await shop.OrderAsync();

        var run = await BeginAsync(shop);
        await WaitAsync();
        clock.Advance(DeliveryJob.ShortestTurn);
        await shop.OrderAsync();
        await WaitAsync();
        clock.Advance(DeliveryJob.LongestWait);

        Assert.Equal("delivered=2", (await run.WaitAsync(Limit)).Figures);

        async Task WaitAsync()
        {
            await Task.WhenAny(run, clock.Waits.Reader.ReadAsync().AsTask()).WaitAsync(Limit);
            Assert.False(run.IsCompleted);
        }
    }

    [Fact]
    public async Task Events_that_follow_soon_go_together()
    {
        var clock = new WatchedClock();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        await shop.OrderAsync();
        var run = await BeginAsync(shop);
        await clock.Waits.Reader.ReadAsync().AsTask().WaitAsync(Limit);
        Assert.Single(shop.Sink.Received); // the first of them at once
        var sent = new TaskCompletionSource();
        shop.Sink.Answer = (_, _) =>
        {
            if (shop.Sink.Received.Count == 3) sent.SetResult();
            return Task.FromResult(DeliveryResult.Delivered);
        };

        await shop.OrderAsync();
        await shop.OrderAsync();
        clock.Advance(DeliveryJob.ShortestTurn - TimeSpan.FromMilliseconds(1));
        Assert.Single(shop.Sink.Received);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await sent.Task.WaitAsync(Limit);
        await EndAsync(clock, run, "delivered=3");
    }

    [Fact]
    public async Task While_events_come_deliveries_take_a_fifth_of_the_time()
    {
        var clock = new WatchedClock();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        await shop.OrderAsync();
        var second = new TaskCompletionSource();
        shop.Sink.Answer = async (_, _) =>
        {
            if (shop.Sink.Received.Count == 1) await shop.OrderAsync(); // somebody buys while the first is under way
            else second.SetResult();
            clock.Advance(TimeSpan.FromMilliseconds(150)); // how long the round takes
            return DeliveryResult.Delivered;
        };
        var run = await BeginAsync(shop);
        Assert.Equal(TimeSpan.FromMilliseconds(600), await clock.Pauses.Reader.ReadAsync().AsTask().WaitAsync(Limit));

        Assert.True(clock.Waits.Reader.TryRead(out _));
        Assert.Single(shop.Sink.Received);
        clock.Advance(TimeSpan.FromMilliseconds(600));
        await second.Task.WaitAsync(Limit);
        await EndAsync(clock, run, "delivered=2");
    }

    [Fact]
    public async Task What_a_sale_has_left_is_delivered_without_a_pause()
    {
        var clock = new WatchedClock(); // stands still: a pause would never end
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        for (var i = 0; i <= DeliveryQueue.RoutedAtOnce; i++) await shop.OrderAsync();

        var run = await BeginAsync(shop);

        await EndAsync(clock, run, $"delivered={DeliveryQueue.RoutedAtOnce + 1}");
    }

    [Fact]
    public async Task A_platform_that_is_away_is_left_alone_however_much_a_sale_has_left()
    {
        var clock = new WatchedClock();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        for (var i = 0; i <= DeliveryQueue.RoutedAtOnce; i++) await shop.OrderAsync();
        shop.Sink.AnswerWith(DeliveryResult.Failed("503"));

        var run = await BeginAsync(shop);
        await EndAsync(clock, run, "delivered=0");
        Assert.Equal(shop.Platform.Policy.Concurrency, shop.Sink.Received.Count);
    }

    [Fact]
    public async Task A_platform_that_is_back_is_tried_again_with_the_next_event()
    {
        var clock = new WatchedClock();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        var round = shop.Platform.Policy.Concurrency;
        for (var i = 0; i < 2 * round; i++) await shop.OrderAsync();
        shop.Sink.AnswerWith(DeliveryResult.Failed("503"));
        var run = await BeginAsync(shop);
        await clock.Waits.Reader.ReadAsync().AsTask().WaitAsync(Limit);
        Assert.Equal(round, shop.Sink.Received.Count);

        shop.Sink.AnswerWith(DeliveryResult.Delivered);
        clock.Advance(DeliveryJob.ShortestTurn);
        await shop.OrderAsync();

        await EndAsync(clock, run, $"delivered={round + 1}"); // the others wait for their time
    }

    [Fact]
    public async Task A_job_whose_time_is_over_asks_for_another_one_when_it_leaves_more()
    {
        var clock = new WatchedClock();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        for (var i = 0; i <= DeliveryQueue.RoutedAtOnce; i++) await shop.OrderAsync();
        shop.Sink.Answer = (_, _) =>
        {
            if (shop.Sink.Received.Count == DeliveryQueue.RoutedAtOnce) clock.Advance(TimeSpan.FromSeconds(15));
            return Task.FromResult(DeliveryResult.Delivered);
        };

        Assert.Equal($"delivered={DeliveryQueue.RoutedAtOnce}", (await (await BeginAsync(shop)).WaitAsync(Limit)).Figures);

        Assert.True(shop.Shop.Get<EventNudge>().IsPending);
    }

    [Fact]
    public async Task A_job_that_was_taken_away_is_asked_for_again()
    {
        var asked = Channel.CreateUnbounded<string>();
        var scheduler = new FakeScheduler { Enqueued = job => asked.Writer.TryWrite(job) };
        await using var shop = await EventShop.StartAsync(
            databases, time: TimeProvider.System,
            configure: services => services.AddSingleton<IJobScheduler>(scheduler).AddHostedService<DeliveryStarter>());
        await shop.OrderAsync();

        // Deleted, or run by another instance: nobody here hears of it.
        for (var i = 0; i < 3; i++) Assert.Equal(JobNames.Delivery, await asked.Reader.ReadAsync().AsTask().WaitAsync(Limit));
        await shop.Shop.Get<JobRunner>().RunAsync(JobNames.Delivery, byHand: false, default);

        Assert.Single(shop.Sink.Received);
        Assert.False(shop.Shop.Get<EventNudge>().IsPending);
    }

    [Fact]
    public async Task An_order_waits_for_no_scheduler()
    {
        var free = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var scheduler = new FakeScheduler
        {
            Enqueued = _ =>
            {
                asked.TrySetResult();
                free.Task.Wait(Limit);
            },
        };
        await using var shop = await EventShop.StartAsync(
            databases, time: TimeProvider.System,
            configure: services => services.AddSingleton<IJobScheduler>(scheduler).AddHostedService<DeliveryStarter>());

        await shop.OrderAsync();
        await asked.Task.WaitAsync(Limit);
        for (var i = 0; i < 5; i++) await shop.OrderAsync(); // the scheduler's tables don't answer, and each order returns

        Assert.False(free.Task.IsCompleted);
        free.SetResult();
    }

    [Fact]
    public async Task A_nudge_that_came_while_the_job_ended_starts_the_next_one()
    {
        var clock = TestClock.New();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        var job = shop.Shop.Get<DeliveryJob>();
        await shop.OrderAsync();
        shop.Sink.Answer = (_, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(15)); // its time is over while it delivers
            shop.Shop.Get<EventNudge>().Notify();
            return Task.FromResult(DeliveryResult.Delivered);
        };

        Assert.Equal("delivered=1", (await job.RunAsync(default).WaitAsync(Limit)).Figures);

        Assert.True(shop.Shop.Get<EventNudge>().IsPending);
        Assert.True(job.CurrentRun.IsCompleted);
    }

    [Fact]
    public async Task Deleted_jobs_do_not_stop_deliveries()
    {
        await using var shop = await EventShop.StartAsync(databases, time: TimeProvider.System, settings: WithoutSweep);
        await shop.Shop.WaitForEndsAsync(JobNames.NightlyRanking);
        var heard = Hear(shop.Sink);
        var storage = shop.Shop.Get<JobStorage>();
        await shop.OrderAsync();
        foreach (var enqueued in storage.GetMonitoringApi().EnqueuedJobs("default", 0, 100))
            new BackgroundJobClient(storage).Delete(enqueued.Key);

        await heard.Reader.ReadAsync().AsTask().WaitAsync(Limit);
    }

    private static async Task<Task<JobReport>> BeginAsync(EventShop shop)
    {
        var job = shop.Shop.Get<DeliveryJob>();
        Assert.True(await job.HasWorkAsync(default));
        Assert.False(shop.Shop.Get<EventNudge>().IsPending); // whatever is nudged for from now on is a reason to look again
        return job.RunAsync(default);
    }

    /// <summary>The job waits for the next event, and none comes.</summary>
    private static async Task EndAsync(WatchedClock clock, Task<JobReport> run, string figures)
    {
        await clock.Waits.Reader.ReadAsync().AsTask().WaitAsync(Limit);
        clock.Advance(DeliveryJob.LongestWait);
        Assert.Equal(figures, (await run.WaitAsync(Limit)).Figures);
    }

    private static Channel<string> Hear(RecordingSink sink)
    {
        var heard = Channel.CreateUnbounded<string>();
        sink.Answer = (e, _) =>
        {
            heard.Writer.TryWrite(e.Id);
            return Task.FromResult(DeliveryResult.Delivered);
        };
        return heard;
    }

    /// <summary>A clock that tells when the job begins to wait for the next event, and how long it gives way to orders.</summary>
    private sealed class WatchedClock() : FakeTimeProvider(TestClock.Start)
    {
        public Channel<bool> Waits { get; } = Channel.CreateUnbounded<bool>();

        public Channel<TimeSpan> Pauses { get; } = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            var isOnce = period == Timeout.InfiniteTimeSpan; // the products' stock is looked at every 2 s
            if (isOnce && dueTime == DeliveryJob.LongestWait) Waits.Writer.TryWrite(true);
            else if (isOnce && dueTime < DeliveryJob.LongestWait) Pauses.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}
