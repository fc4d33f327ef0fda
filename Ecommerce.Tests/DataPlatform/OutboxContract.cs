using System.Globalization;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.DataPlatform;

/// <summary>What has to hold about events on every database: none is lost, none overtakes its order's earlier one.</summary>
public abstract class OutboxContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly DeliveryResult Unavailable = DeliveryResult.Failed("The platform answered 503.");

    [Fact]
    public async Task A_paid_order_is_sent_once()
    {
        await using var shop = await StartAsync();
        var order = await shop.OrderAsync();

        Assert.Equal(1, await shop.DispatchAsync());
        Assert.Equal(0, await shop.DispatchAsync());

        Assert.Equal([$"order.paid-{order}"], shop.Sink.ReceivedIds);
        var message = await shop.DeliveryAsync();
        Assert.Equal((DeliveryStatus.Sent, 1, (string?)null), (message.Status, message.Attempts, message.LastError));
        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime, message.SentAt);
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_again_after_a_growing_wait()
    {
        await using var shop = await StartAsync();
        await shop.OrderAsync();
        shop.Sink.AnswerWith(Unavailable);
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            await shop.DispatchAsync();
            var message = await shop.DeliveryAsync();
            Assert.Equal((DeliveryStatus.Failed, i + 1, Unavailable.Error), (message.Status, message.Attempts, message.LastError));
            var wait = message.NextAttemptAt - shop.Clock.GetUtcNow().UtcDateTime;
            waits.Add(wait.TotalSeconds);
            shop.Clock.Advance(wait - TimeSpan.FromMilliseconds(1));
            await shop.DispatchAsync();
            Assert.Equal(i + 1, shop.Sink.Received.Count);
            shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.All(waits.Zip([5.0, 10, 20, 40]), w => Assert.InRange(w.First, 0.8 * w.Second, 1.2 * w.Second));
        shop.Sink.AnswerWith(DeliveryResult.Delivered);
        Assert.Equal(1, await shop.DispatchAsync());
        Assert.Equal((DeliveryStatus.Sent, 5, (DateTime?)null), await StateAsync(shop, m => (m.Status, m.Attempts, m.FailingSince)));
    }

    [Fact]
    public async Task A_platform_that_asks_to_be_left_alone_is()
    {
        await using var shop = await StartAsync();
        await shop.OrderAsync();
        shop.Sink.AnswerWith(DeliveryResult.Failed("The platform answered 429.", TimeSpan.FromMinutes(3)));

        await shop.DispatchAsync();

        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime.AddMinutes(3), (await shop.DeliveryAsync()).NextAttemptAt);
    }

    [Fact]
    public async Task An_event_is_dead_only_after_seven_days_of_failing()
    {
        await using var shop = await StartAsync();
        await shop.OrderAsync();
        shop.Clock.Advance(TimeSpan.FromDays(30)); // the shop was away; that does not count
        shop.Sink.AnswerWith(Unavailable);
        await shop.DispatchAsync();

        shop.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        await shop.DispatchAsync();
        Assert.Equal(DeliveryStatus.Failed, (await shop.DeliveryAsync()).Status);

        shop.Clock.AdjustTime((await shop.DeliveryAsync()).NextAttemptAt);
        await shop.DispatchAsync();
        Assert.Equal((DeliveryStatus.Dead, 3), await StateAsync(shop, m => (m.Status, m.Attempts)));
    }

    [Fact]
    public async Task What_the_platform_rejects_is_parked_and_does_not_block_others()
    {
        await using var shop = await StartAsync();
        var poison = await shop.OrderAsync();
        for (var i = 0; i < 40; i++) await shop.OrderAsync();
        shop.Sink.AnswerWith(
            e => e.Id == $"order.paid-{poison}" ? DeliveryResult.Rejected("The platform answered 400.") : DeliveryResult.Delivered);

        Assert.Equal(40, await shop.DispatchAsync());
        shop.Clock.Advance(TimeSpan.FromDays(1));
        await shop.DispatchAsync();

        Assert.Equal(
            (DeliveryStatus.Dead, 1, "The platform answered 400."), await StateAsync(shop, m => (m.Status, m.Attempts, m.LastError!)));
        Assert.Equal(41, shop.Sink.Received.Count);
    }

    [Fact]
    public async Task What_keeps_failing_does_not_block_others()
    {
        await using var shop = await StartAsync();
        var poison = new HashSet<long>();
        for (var i = 0; i < 40; i++)
        {
            var order = await shop.OrderAsync();
            if (i < 20) poison.Add(order); // more than fit into one round
        }

        shop.Sink.Answer = (e, _) => poison.Contains(long.Parse(e.Id.Split('-')[1], CultureInfo.InvariantCulture))
            ? throw new IOException("broken pipe")
            : Task.FromResult(DeliveryResult.Delivered);

        var delivered = await shop.DispatchAsync() + await shop.DispatchAsync();

        Assert.Equal(20, delivered);
        Assert.All(
            await shop.DeliveriesAsync(),
            m => Assert.Equal(poison.Contains(m.SubjectId) ? DeliveryStatus.Failed : DeliveryStatus.Sent, m.Status));
    }

    [Fact]
    public async Task A_round_that_fails_whole_ends_the_dispatch()
    {
        await using var shop = await StartAsync();
        var round = shop.Platform.Policy.Concurrency;
        for (var i = 0; i < 3 * round; i++) await shop.OrderAsync();
        shop.Sink.AnswerWith(Unavailable);

        await shop.DispatchAsync();

        Assert.Equal(round, shop.Sink.Received.Count);
    }

    [Fact]
    public async Task A_crash_between_sending_and_marking_sends_again_with_the_same_id()
    {
        await using var shop = await StartAsync();
        await shop.OrderAsync();
        var claimed = await shop.ClaimAsync();
        await shop.Sink.SendAsync(CloudEvent.Of(claimed[0].Event), default); // and here it crashes
        await using var other = await shop.StartAnotherAsync();
        var lease = shop.Platform.Policy.Lease;

        shop.Clock.Advance(lease - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await other.Get<EventDispatcher>().DispatchDueAsync(default));
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await other.Get<EventDispatcher>().DispatchDueAsync(default));

        Assert.Equal(2, shop.Sink.Received.Count);
        Assert.Single(shop.Sink.ReceivedIds.Distinct());
        Assert.Equal((DeliveryStatus.Sent, 2), await StateAsync(shop, m => (m.Status, m.Attempts)));
    }

    [Fact]
    public async Task Who_lost_the_lease_has_no_say()
    {
        await using var shop = await StartAsync();
        await shop.OrderAsync();
        var late = (await shop.ClaimAsync())[0].Delivery;
        shop.Clock.Advance(shop.Platform.Policy.Lease);
        var holder = (await shop.ClaimAsync())[0].Delivery;

        await shop.RecordAsync(late, DeliveryResult.Delivered);
        Assert.Equal(DeliveryStatus.Pending, (await shop.DeliveryAsync()).Status);
        await shop.RecordAsync(holder, Unavailable);
        Assert.Equal(DeliveryStatus.Failed, (await shop.DeliveryAsync()).Status);
    }

    [Fact]
    public async Task Who_lost_one_lease_of_several_has_a_say_about_the_others()
    {
        await using var shop = await StartAsync();
        for (var i = 0; i < 3; i++) await shop.OrderAsync();
        var late = (await shop.ClaimAsync())[0].Delivery;
        shop.Clock.Advance(shop.Platform.Policy.Lease);
        var held = (await shop.ClaimAsync()).Select(c => c.Delivery).ToList();

        await shop.Shop.Get<DeliveryQueue>().RecordAsync(
            shop.Platform, [(late, DeliveryResult.Delivered), (held[1], DeliveryResult.Delivered), (held[2], Unavailable)], default);

        var now = shop.Clock.GetUtcNow().UtcDateTime;
        Assert.Equal(
            [(DeliveryStatus.Pending, null, null), (DeliveryStatus.Sent, null, now), (DeliveryStatus.Failed, Unavailable.Error, null)],
            (await shop.DeliveriesAsync()).Select(d => (d.Status, d.LastError, d.SentAt)));
    }

    [Fact]
    public async Task A_restart_sends_all_that_was_left()
    {
        await using var shop = await StartAsync();
        for (var i = 0; i < 50; i++) await shop.OrderAsync(); // commits whose nudges nobody heard
        await using var restarted = await shop.StartAnotherAsync();

        Assert.Equal(50, await restarted.Get<EventDispatcher>().DispatchDueAsync(default));

        Assert.Equal(50, shop.Sink.ReceivedIds.Distinct().Count());
        Assert.All(await shop.DeliveriesAsync(), m => Assert.Equal(DeliveryStatus.Sent, m.Status));
    }

    [Fact]
    public async Task Three_instances_send_each_event_once()
    {
        await using var shop = await StartAsync();
        for (var i = 0; i < 150; i++) await shop.OrderAsync();
        await using var second = await shop.StartAnotherAsync();
        await using var third = await shop.StartAnotherAsync();
        TestShop[] instances = [shop.Shop, second, third];
        shop.Sink.Answer = async (_, _) =>
        {
            await Task.Yield();
            return DeliveryResult.Delivered;
        };

        var delivered = await Race.RunAsync(6, i => instances[i % 3].Get<EventDispatcher>().DispatchDueAsync(default));

        Assert.Equal(150, delivered.Sum());
        Assert.Equal(150, shop.Sink.Received.Count);
        Assert.All(await shop.DeliveriesAsync(), m => Assert.Equal((DeliveryStatus.Sent, 1), (m.Status, m.Attempts)));
    }

    [Fact]
    public async Task A_later_event_of_an_order_waits_for_the_earlier_one()
    {
        await using var shop = await StartAsync();
        var order = await shop.OrderAsync();
        await shop.CancelAsync(order);
        var (paid, cancelled) = ($"order.paid-{order}", $"order.cancelled-{order}");

        shop.Sink.AnswerWith(Unavailable); // failed: it waits
        await shop.DispatchAsync();
        Assert.Equal([paid], shop.Sink.ReceivedIds);

        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        shop.Sink.AnswerWith(DeliveryResult.Rejected("The platform answered 422.")); // parked: it waits
        await shop.DispatchAsync();
        shop.Clock.Advance(TimeSpan.FromDays(1));
        await shop.DispatchAsync();
        Assert.Equal([paid, paid], shop.Sink.ReceivedIds);

        shop.Sink.AnswerWith(DeliveryResult.Delivered);
        await shop.Shop.Get<OutboxAdmin>().RetryAsync(Actor.System, (await shop.DeliveriesAsync())[0].EventId, default);
        Assert.Equal(2, await shop.DispatchAsync());
        Assert.Equal([paid, paid, paid, cancelled], shop.Sink.ReceivedIds);
    }

    [Fact]
    public async Task A_later_event_waits_while_the_earlier_one_is_under_way()
    {
        await using var shop = await StartAsync();
        await shop.CancelAsync(await shop.OrderAsync());

        var first = await shop.ClaimAsync();
        var second = await shop.ClaimAsync();

        Assert.Equal(OrderEvents.Paid, Assert.Single(first).Event.Type);
        Assert.Empty(second);
    }

    [Fact]
    public async Task An_admin_sees_the_outbox_and_revives_what_is_dead()
    {
        await using var shop = await StartAsync();
        var admin = shop.Shop.Get<OutboxAdmin>();
        await shop.OrderAsync();
        await shop.DispatchAsync();
        var dead = await shop.OrderAsync();
        shop.Sink.AnswerWith(DeliveryResult.Rejected("no"));
        await shop.DispatchAsync();
        await shop.OrderAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(new DeliveryState(1, TimeSpan.FromMinutes(3), 1), await admin.GetStateAsync(default));
        Assert.Equal(
            [DeliveryStatus.Pending, DeliveryStatus.Dead, DeliveryStatus.Sent],
            (await admin.ListAsync(null, new PageRequest(), default)).Items.Select(e => e.Status));
        var parked = Assert.Single((await admin.ListAsync(DeliveryStatus.Dead, new PageRequest(), default)).Items);
        Assert.Equal((dead, (DateTime?)null, "no"), (parked.SubjectId, parked.NextAttemptAt, parked.LastError));

        Assert.Equal(1, (await admin.RetryAllDeadAsync(Actor.System, default)).Granted());
        shop.Sink.AnswerWith(Unavailable);
        await shop.DispatchAsync();
        Assert.Equal(
            DeliveryStatus.Failed, (await admin.ListAsync(null, new PageRequest(), default)).Items.Single(e => e.SubjectId == dead).Status);
    }

    [Fact]
    public async Task Each_event_that_is_to_be_sent_comes_with_a_nudge()
    {
        await using var shop = await StartAsync();
        var admin = shop.Shop.Get<OutboxAdmin>();
        var order = await shop.OrderAsync();
        AssertNudged();

        shop.Sink.AnswerWith(DeliveryResult.Rejected("no"));
        await shop.DispatchAsync();
        var dead = (await shop.DeliveryAsync()).EventId;
        (await admin.RetryAsync(Actor.System, dead, default)).Granted();
        AssertNudged();

        await shop.DispatchAsync();
        Assert.Equal(1, (await admin.RetryAllDeadAsync(Actor.System, default)).Granted());
        AssertNudged();

        await shop.CancelAsync(order);
        AssertNudged();

        void AssertNudged()
        {
            var nudge = shop.Shop.Get<EventNudge>();
            Assert.True(nudge.IsPending);
            nudge.Take();
            Assert.False(nudge.IsPending);
        }
    }

    protected Task<EventShop> StartAsync() => EventShop.StartAsync(databases, provider);

    /// <summary>Something about the first event.</summary>
    private static async Task<T> StateAsync<T>(EventShop shop, Func<Delivery, T> read) => read((await shop.DeliveriesAsync())[0]);
}

public sealed class SqliteOutboxTests(TestDatabases databases) : OutboxContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresOutboxTests(TestDatabases databases) : OutboxContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerOutboxTests(TestDatabases databases) : OutboxContract(databases, DatabaseProvider.SqlServer);
