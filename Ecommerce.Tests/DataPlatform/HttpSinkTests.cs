using System.Text;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.DataPlatform;

public sealed class HttpSinkTests(FakePlatform platform, TestDatabases databases) : IClassFixture<FakePlatform>
{
    /// <summary>The bytes 0 to 31.</summary>
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

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

    [Fact]
    public async Task A_signed_event_says_when_it_was_sent_and_by_whom()
    {
        await using var shop = await TestShop.StartAsync(
            databases,
            time: TestClock.New(),
            settings:
            [
                ("DataPlatform:Endpoint", platform.Url), ("DataPlatform:SigningSecret", Secret), ("DataPlatform:BearerToken", "t0ken=="),
            ]);

        await shop.Get<IDataPlatformSink>().SendAsync(Event("보리차") with { Id = "order.paid-42" }, default);

        Assert.Equal("Bearer t0ken==", platform.LastHeaders.Authorization);
        Assert.Equal("order.paid-42", platform.LastHeaders["webhook-id"]);
        Assert.Equal("1795316645", platform.LastHeaders["webhook-timestamp"]);
        // openssl dgst -sha256 -mac HMAC over 'order.paid-42.1795316645.{"name":"보리차"}' with the bytes 0 to 31
        Assert.Equal("v1,cnIyx8BsrayUaq+Kc3dpFw1keXNblLvSoCnT6z0uKoQ=", platform.LastHeaders["webhook-signature"]);
    }

    [Fact]
    public async Task Unless_told_it_says_nothing_of_itself()
    {
        await using var shop = await StartAsync(platform.Url);

        await shop.Get<IDataPlatformSink>().SendAsync(Event("x"), default);

        Assert.DoesNotContain(
            platform.LastHeaders.Keys,
            name => name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || name is "Authorization");
    }

    /// <summary>The example that the libraries of Standard Webhooks are tested with.</summary>
    [Fact]
    public void It_signs_as_the_standard_says() =>
        Assert.Equal(
            [
                ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                ("webhook-timestamp", "1614265330"),
                ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            ],
            WebhookSignature.Headers(
                WebhookSignature.KeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                DateTimeOffset.FromUnixTimeSeconds(1614265330),
                """{"test": 2432232314}"""u8));

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_signing_key_has_24_to_64_bytes(int length, bool isGood) =>
        Assert.Equal(isGood ? length : null, WebhookSignature.KeyOf($"whsec_{Convert.ToBase64String(new byte[length])}")?.Length);

    [Theory]
    [InlineData("DataPlatform:SigningSecret", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "24 to 64 random bytes")]
    [InlineData("DataPlatform:SigningSecret", "whsec_not Base64 at all, however long it is", "24 to 64 random bytes")]
    [InlineData("DataPlatform:BearerToken", "two words", "characters that no bearer token has")]
    [InlineData("DataPlatform:Endpoint", "http://platform.example/", "Set an https address")]
    public async Task A_secret_that_will_not_do_is_told_at_the_start(string key, string value, string message)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestShop.StartAsync(databases, settings: key.EndsWith("Endpoint", StringComparison.Ordinal)
                ? [(key, value), ("DataPlatform:BearerToken", "token")]
                : [(key, value)]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal); // a log is no place for a secret
    }

    private Task<TestShop> StartAsync(string endpoint) => TestShop.StartAsync(databases, settings: ("DataPlatform:Endpoint", endpoint));

    private static CloudEvent Event(string name) => new("1", Encoding.UTF8.GetBytes($"{{\"name\":\"{name}\"}}"));
}
