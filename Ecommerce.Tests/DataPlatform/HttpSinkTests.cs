using System.Text;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.DataPlatform;

public sealed class HttpSinkTests(FakePlatform platform, TestDatabases databases) : IClassFixture<FakePlatform>
{
    [Theory]
    [InlineData(200, DeliveryOutcome.Delivered)]
    [InlineData(202, DeliveryOutcome.Delivered)]
    [InlineData(204, DeliveryOutcome.Delivered)]
    [InlineData(301, DeliveryOutcome.Failed)]
    [InlineData(307, DeliveryOutcome.Failed)]
    [InlineData(400, DeliveryOutcome.Rejected)]
    [InlineData(401, DeliveryOutcome.Failed)]
    [InlineData(404, DeliveryOutcome.Failed)]
    [InlineData(408, DeliveryOutcome.Failed)]
    [InlineData(409, DeliveryOutcome.Rejected)]
    [InlineData(422, DeliveryOutcome.Rejected)]
    [InlineData(429, DeliveryOutcome.Failed)]
    [InlineData(500, DeliveryOutcome.Failed)]
    [InlineData(503, DeliveryOutcome.Failed)]
    public async Task An_answer_says_whether_it_was_delivered_may_be_or_never_will_be(int status, DeliveryOutcome outcome)
    {
        await using var shop = await StartAsync($"{platform.Url}/{status}");

        var delivery = await shop.Get<IDataPlatformSink>().SendAsync(Event("보리차"), default);

        Assert.Equal(outcome, delivery.Outcome);
        Assert.Equal(outcome == DeliveryOutcome.Delivered ? null : $"The platform answered {status}.", delivery.Error);
        Assert.Equal(("{\"name\":\"보리차\"}", "application/cloudevents+json"), (platform.LastBody, platform.LastContentType));
    }

    [Theory]
    [InlineData("429?retry-after=120", 120)]
    [InlineData("503?retry-after=7", 7)]
    [InlineData("503?retry-after=soon", null)]
    [InlineData("503", null)]
    [InlineData("500?retry-after=120", null)]
    public async Task A_platform_that_asks_to_be_left_alone_says_for_how_long(string path, int? seconds)
    {
        await using var shop = await StartAsync($"{platform.Url}/{path}");

        var delivery = await shop.Get<IDataPlatformSink>().SendAsync(Event("x"), default);

        Assert.Equal(seconds, (int?)delivery.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task It_may_name_an_instant_as_well()
    {
        var instant = TimeProvider.System.GetUtcNow().AddHours(1).ToString("R");
        await using var shop = await StartAsync($"{platform.Url}/503?retry-after={Uri.EscapeDataString(instant)}");

        var delivery = await shop.Get<IDataPlatformSink>().SendAsync(Event("x"), default);

        Assert.InRange(delivery.RetryAfter!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_connection_that_closes_or_is_refused_may_work_later()
    {
        using var nobody = new ClosedPort();
        foreach (var address in new[] { $"{platform.Url}/close", $"http://{nobody.EndPoint}/" })
        {
            await using var shop = await StartAsync(address);
            var shopper = await shop.AddShopperAsync(1000);
            await shop.OrderAsync(shopper, (await shop.AddProductAsync(), 1));

            Assert.Equal(0, await shop.Get<EventDispatcher>().DispatchDueAsync(default));

            var message = (await shop.Get<OutboxAdmin>().ListAsync(null, new(), default)).Items[0];
            Assert.Equal(DeliveryStatus.Failed, message.Status);
            Assert.NotEmpty(message.LastError!);
        }
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_is_left_when_the_time_is_over()
    {
        await using var shop = await StartAsync($"{platform.Url}/hang");
        using var over = new CancellationTokenSource();
        var delivery = shop.Get<IDataPlatformSink>().SendAsync(Event("x"), over.Token);

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivery);
    }

    private Task<TestShop> StartAsync(string endpoint) => TestShop.StartAsync(databases, settings: ("DataPlatform:Endpoint", endpoint));

    private static CloudEvent Event(string name) => new("1", Encoding.UTF8.GetBytes($"{{\"name\":\"{name}\"}}"));
}
