using System.Collections.Concurrent;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Events;

/// <summary>A destination is registered, and nothing else has to know it.</summary>
public sealed class DestinationTests(TestDatabases databases)
{
    [Fact]
    public async Task Each_destination_hears_what_it_wants_and_waits_for_no_other()
    {
        var cancellations = new Destination("cancellations", e => e.Type == "order.cancelled");
        await using var shop = await EventShop.StartAsync(databases, configure: s => s.AddSingleton<IEventDestination>(cancellations));
        shop.Sink.AnswerWith(DeliveryResult.Failed("The platform answered 503."));
        await shop.CancelAsync(await shop.OrderAsync());

        await shop.Shop.Get<EventDispatcher>().DispatchDueAsync(default);

        Assert.Equal(["order.cancelled"], cancellations.Received);
        Assert.Equal(
            [
                ("cancellations", DeliveryStatus.Sent, "order.cancelled"),
                ("data-platform", DeliveryStatus.Failed, "order.paid"),
                ("data-platform", DeliveryStatus.Pending, "order.cancelled"),
            ],
            (await shop.Shop.ReadAsync(db =>
                db.Deliveries.Include(d => d.Event).OrderBy(d => d.Destination).ThenBy(d => d.EventId).ToListAsync()))
                .Select(d => (d.Destination, d.Status, d.Event.Type)));
    }

    [Fact]
    public async Task An_event_that_nobody_wants_is_routed_once_and_left()
    {
        await using var shop = await EventShop.StartAsync(databases);
        await shop.Shop.ReadAsync(async db =>
        {
            db.Add(new ShopEvent { Type = "stock.low", SubjectType = "product", SubjectId = 1, Payload = "{}", OccurredAt = default });
            return await db.SaveChangesAsync();
        });
        var queue = shop.Shop.Get<DeliveryQueue>();
        Assert.True(await queue.HasWorkAsync(default));

        Assert.Equal(0, await shop.DispatchAsync());

        Assert.False(await queue.HasWorkAsync(default));
        Assert.Empty(await shop.DeliveriesAsync());
    }

    [Fact]
    public async Task What_an_event_says_is_what_was_at_the_time()
    {
        await using var shop = await EventShop.StartAsync(databases);
        var order = await shop.OrderAsync();
        await shop.Shop.ReadAsync(db => db.OrderLines.ExecuteUpdateAsync(l => l.SetProperty(x => x.Name, "another name")));

        await shop.DispatchAsync();

        var heard = System.Text.Encoding.UTF8.GetString(Assert.Single(shop.Sink.Received).Json.Span);
        Assert.Contains($"\"subject\":\"{order}\"", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("another name", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_a_destination_forgets_is_removed_when_it_ended_and_kept_for_another_until_then(DatabaseProvider provider)
    {
        var forgets = new Destination("forgets", _ => true) { Forgets = true };
        await using var shop = await EventShop.StartAsync(
            databases, provider, configure: s => s.AddSingleton<IEventDestination>(forgets));
        shop.Sink.AnswerWith(DeliveryResult.Failed("The platform answered 503."));
        await shop.OrderAsync();
        await shop.Shop.Get<EventDispatcher>().DispatchDueAsync(default);
        Assert.Equal("data-platform", (await shop.DeliveryAsync()).Destination);
        Assert.Equal(1, await shop.Shop.ReadAsync(db => db.Events.CountAsync()));

        shop.Sink.AnswerWith(DeliveryResult.Delivered);
        forgets.Answer = DeliveryResult.Rejected("never");
        await shop.Shop.ReadAsync(async db =>
        {
            db.Add(new ShopEvent { Type = "mail", SubjectType = "mail", SubjectId = 1, Payload = "{}", OccurredAt = default });
            return await db.SaveChangesAsync();
        });
        await shop.Shop.Get<EventDispatcher>().DispatchDueAsync(default);

        Assert.False(await shop.Shop.ReadAsync(db => db.Events.AnyAsync(e => e.SubjectType == "mail")));
        Assert.False(await shop.Shop.ReadAsync(db => db.Deliveries.AnyAsync(d => d.Destination == "forgets")));
    }

    private sealed class Destination(string name, Func<ShopEvent, bool> wants) : IEventDestination
    {
        private readonly ConcurrentQueue<string> received = new();

        public string Name => name;

        public DeliveryPolicy Policy { get; } = new DataPlatformOptions().Policy;

        public IEnumerable<string> Received => received;

        public bool Forgets { get; init; }

        public DeliveryResult Answer { get; set; } = DeliveryResult.Delivered;

        public bool Wants(ShopEvent shopEvent) => wants(shopEvent);

        public Task<DeliveryResult> SendAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
        {
            received.Enqueue(shopEvent.Type);
            return Task.FromResult(Answer);
        }
    }
}
