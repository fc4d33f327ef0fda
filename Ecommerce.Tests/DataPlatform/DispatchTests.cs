using System.Diagnostics.Metrics;
using System.Text.Json;
using Ecommerce.Core.Events;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.DataPlatform;

/// <summary>The dispatcher against a platform that is slow, silent or away.</summary>
public sealed class DispatchTests(TestDatabases databases)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_silent_platform_is_given_up_after_the_timeout_and_holds_nobody_up()
    {
        var clock = TestClock.New();
        await using var shop = await EventShop.StartAsync(databases, time: clock);
        var silent = await shop.OrderAsync();
        await shop.OrderAsync();
        var heard = new TaskCompletionSource();
        shop.Sink.Answer = (e, _) =>
        {
            if (e.Id != $"order.paid-{silent}") return Task.FromResult(DeliveryResult.Delivered);
            heard.SetResult();
            return new TaskCompletionSource<DeliveryResult>().Task; // not even its cancellation is heard
        };

        var dispatch = shop.DispatchAsync();
        await heard.Task.WaitAsync(Limit);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await dispatch.WaitAsync(Limit));
        var messages = await shop.DeliveriesAsync();
        Assert.Equal((DeliveryStatus.Failed, "No answer within 10 s."), (messages[0].Status, messages[0].LastError));
        Assert.Equal(DeliveryStatus.Sent, messages[1].Status);
    }

    [Fact]
    public async Task What_was_sent_is_recorded_while_another_delivery_is_under_way()
    {
        await using var shop = await EventShop.StartAsync(databases);
        var slow = await shop.OrderAsync();
        await shop.OrderAsync();
        var answer = new TaskCompletionSource<DeliveryResult>();
        shop.Sink.Answer = (e, _) => e.Id == $"order.paid-{slow}" ? answer.Task : Task.FromResult(DeliveryResult.Delivered);
        var recorded = new TaskCompletionSource();
        using var listener = ListenToDeliveries(shop.Shop, () => recorded.TrySetResult());

        var dispatch = shop.DispatchAsync();
        await recorded.Task.WaitAsync(Limit);

        Assert.Equal([DeliveryStatus.Pending, DeliveryStatus.Sent], (await shop.DeliveriesAsync()).Select(d => d.Status));
        answer.SetResult(DeliveryResult.Delivered);
        Assert.Equal(2, await dispatch.WaitAsync(Limit));
    }

    [Fact]
    public async Task Orders_are_placed_while_the_platform_is_silent_and_sent_when_it_answers()
    {
        var answer = new TaskCompletionSource<DeliveryResult>();
        var all = new TaskCompletionSource();
        await using var shop = await EventShop.StartAsync(databases, settings: ("Jobs:Enabled", "true"));
        shop.Sink.Answer = (_, _) =>
        {
            if (shop.Sink.Received.Count == 20) all.TrySetResult();
            return answer.Task;
        };

        for (var i = 0; i < 20; i++) await shop.OrderAsync(); // each returns although nothing was answered
        Assert.False(answer.Task.IsCompleted);
        answer.SetResult(DeliveryResult.Delivered);

        await all.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task An_order_and_its_cancellation_are_sent_as_soon_as_they_are_committed()
    {
        await using var shop = await EventShop.StartAsync(databases, settings: ("Jobs:Enabled", "true"));

        var paid = HearNext();
        var order = await shop.OrderAsync();
        Assert.Equal($"order.paid-{order}", await paid.WaitAsync(TimeSpan.FromSeconds(60)));

        var cancelled = HearNext();
        await shop.CancelAsync(order);
        Assert.Equal($"order.cancelled-{order}", await cancelled.WaitAsync(TimeSpan.FromSeconds(60)));

        Task<string> HearNext()
        {
            var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            shop.Sink.Answer = (e, _) =>
            {
                heard.TrySetResult(e.Id);
                return Task.FromResult(DeliveryResult.Delivered);
            };
            return heard.Task;
        }
    }

    [Fact]
    public async Task A_platform_that_is_away_is_left_alone_however_many_events_are_new()
    {
        await using var shop = await EventShop.StartAsync(databases);
        for (var i = 0; i <= DeliveryQueue.RoutedAtOnce; i++) await shop.OrderAsync();
        shop.Sink.AnswerWith(DeliveryResult.Failed("503"));

        Assert.Equal(0, await shop.DispatchAsync());

        Assert.Equal(shop.Platform.Policy.Concurrency, shop.Sink.Received.Count);
        Assert.Equal(DeliveryQueue.RoutedAtOnce + 1, (await shop.DeliveriesAsync()).Count); // all are routed: others hear of them
    }

    [Fact]
    public async Task Cancelling_lets_begun_deliveries_finish_and_begins_no_more()
    {
        await using var shop = await EventShop.StartAsync(databases, settings: ("DataPlatform:Concurrency", "2"));
        for (var i = 0; i < 5; i++) await shop.OrderAsync();
        using var stop = new CancellationTokenSource();
        shop.Sink.Answer = async (_, _) =>
        {
            await stop.CancelAsync();
            return DeliveryResult.Delivered;
        };

        Assert.Equal(2, await shop.Shop.Get<EventDispatcher>().DispatchDueAsync(stop.Token));

        Assert.Equal(2, (await shop.DeliveriesAsync()).Count(m => m.Status == DeliveryStatus.Sent));
        Assert.All((await shop.DeliveriesAsync()).Where(m => m.Status != DeliveryStatus.Sent), m => Assert.Equal(0, m.Attempts));
    }

    [Fact]
    public async Task An_event_says_what_the_contract_promises()
    {
        await using var shop = await EventShop.StartAsync(databases);
        var tea = await shop.Shop.AddProductAsync(price: 1500, name: "보리차 \"한 봉\"");
        var order = (await shop.Shop.OrderAsync(shop.Shopper, (tea, 2), (shop.Product, 1))).Value!.Order.Id;

        await shop.DispatchAsync();

        var sent = Assert.Single(shop.Sink.Received);
        var expected = $$$"""
            {"specversion":"1.0","id":"order.paid-{{{order}}}","source":"/orders","type":"order.paid","subject":"{{{order}}}",
             "time":"2026-11-22T03:04:05.678Z","datacontenttype":"application/json",
             "data":{"orderId":{{{order}}},"userId":{{{shop.Shopper}}},"total":4000,"currency":"KRW","placedAt":"2026-11-22T03:04:05.678Z",
                     "items":[{"productId":{{{tea}}},"name":"보리차 \"한 봉\"","unitPrice":1500,"quantity":2},
                              {"productId":{{{shop.Product}}},"name":"{{{await NameAsync(shop)}}}","unitPrice":1000,"quantity":1}]}}
            """;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(sent.Json).RootElement));
        Assert.DoesNotContain((byte)'\n', sent.Json.ToArray());
    }

    private static Task<string> NameAsync(EventShop shop) =>
        shop.Shop.ReadAsync(db => db.Products.Where(p => p.Id == shop.Product).Select(p => p.Name).SingleAsync());

    /// <summary>Calls back when a delivery was recorded and counted.</summary>
    private static MeterListener ListenToDeliveries(TestShop shop, Action recorded)
    {
        var listener = shop.ListenTo<Counter<long>>();
        listener.SetMeasurementEventCallback<long>((counter, _, _, _) =>
        {
            if (counter.Name == "ecommerce.outbox.deliveries") recorded();
        });
        listener.Start();
        return listener;
    }
}
