using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Strangers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Hostile;

/// <summary>What somebody without a browser can do to the hub of circuits, over real sockets.</summary>
public sealed class HubLimitTests(TestDatabases databases) : IAsyncDisposable
{
    private const string Address = "10.0.0.1";
    private readonly List<HostileClient> clients = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Fact]
    public async Task By_default_an_address_opens_60_circuits_however_it_comes_by_the_descriptors()
    {
        await using var shop = await StartAsync();
        var page = await HostilePage.OpenAsync(shop.Address, "/", from: Address);
        for (var i = 0; i < 60; i++) Assert.NotNull(await (await ConnectAsync(shop)).StartCircuitAsync(page));
        var places = shop.Services.GetRequiredService<CircuitPlaces>();
        Assert.Equal(60, places.Of(Address));

        Assert.Equal(HttpStatusCode.TooManyRequests, await HostileClient.StatusAsync(shop.Address, Address));
        Assert.NotNull(await (await ConnectAsync(shop, "10.0.0.2")).StartCircuitAsync(page));
        Assert.Contains("</html>", (await HostilePage.OpenAsync(shop.Address, "/", from: Address)).Html);
    }

    [Fact]
    public async Task Sockets_that_are_open_already_start_no_more_circuits_than_there_may_be_and_are_not_cut_for_it()
    {
        await using var shop = await StartAsync(("RateLimits:Circuits", "1"));
        var page = await HostilePage.OpenAsync(shop.Address, "/", from: Address);
        var (first, second) = (await ConnectAsync(shop), await ConnectAsync(shop));
        Assert.NotNull(await first.StartCircuitAsync(page));

        Assert.Null(await second.StartCircuitAsync(page));
        Assert.Null(await second.StartCircuitAsync(page));

        Assert.False(second.IsClosed);
        Assert.DoesNotContain(second.Calls, call => call.Target == "JS.Error");
    }

    [Fact]
    public async Task A_circuit_that_could_not_be_made_holds_no_place()
    {
        await using var shop = await StartAsync(("RateLimits:Circuits", "1"));
        var page = await HostilePage.OpenAsync(shop.Address, "/", from: Address);
        Assert.Null(await (await ConnectAsync(shop)).InvokeAsync("StartCircuit", "no address", "none", "[]", ""));

        Assert.NotNull(await (await ConnectAsync(shop)).StartCircuitAsync(page));
    }

    [Fact]
    public async Task By_default_an_address_has_80_sockets_and_a_household_with_IPv6_is_one_address()
    {
        await using var shop = await StartAsync(("RateLimits:StartingSockets", "0"));
        for (var i = 0; i < 80; i++) await ConnectAsync(shop, $"2001:db8:1:2::{i + 1:x}");

        Assert.Equal(HttpStatusCode.TooManyRequests, await HostileClient.StatusAsync(shop.Address, "2001:db8:1:2:ffff::"));
        Assert.Null(await HostileClient.StatusAsync(shop.Address, "2001:db8:1:3::1"));
    }

    [Fact]
    public async Task By_default_5_sockets_of_an_address_are_without_a_circuit_and_more_wait_for_a_turn()
    {
        await using var shop = await StartAsync();
        var page = await HostilePage.OpenAsync(shop.Address, "/", from: Address);
        for (var i = 0; i < 5; i++) await ConnectAsync(shop);

        var waiting = ConnectAsync(shop);
        await ConnectAsync(shop, "10.0.0.2"); // goes through the same gate, later
        Assert.False(waiting.IsCompleted);
        Assert.NotNull(await clients[0].StartCircuitAsync(page));

        Assert.NotNull(await (await waiting).StartCircuitAsync(page));
    }

    [Fact]
    public async Task By_default_15_sockets_of_an_address_wait_for_their_turn_and_the_next_is_refused_at_once()
    {
        await using var shop = await StartAsync();
        for (var i = 0; i < 5; i++) await ConnectAsync(shop);

        var more = Enumerable.Range(0, 16).Select(_ => HostileClient.StatusAsync(shop.Address, Address)).ToList();
        var refused = await Task.WhenAny(more).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.TooManyRequests, await refused);
        more.Remove(refused);
        Assert.All(more, one => Assert.False(one.IsCompleted));
        foreach (var client in clients) await client.DisposeAsync();
        Assert.All(await Task.WhenAll(more), Assert.Null);
    }

    [Fact]
    public async Task By_default_an_address_has_20_long_polls()
    {
        await using var shop = await StartAsync(("RateLimits:ConnectsPerMinute", "0"));
        using var http = Client(shop);
        var polls = new List<Task<HttpResponseMessage>>();
        using var ending = new CancellationTokenSource();
        for (var i = 0; i < 20; i++)
        {
            var id = await NegotiateAsync(http);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/_blazor?id={id}")).StatusCode); // the first one is answered at once
            polls.Add(http.GetAsync($"/_blazor?id={id}", HttpCompletionOption.ResponseHeadersRead, ending.Token));
        }

        // A poll is on its way for a moment before it is counted.
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 10_000 && status == HttpStatusCode.OK; i++)
            status = (await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.All(polls, poll => Assert.False(poll.IsCompleted));
        await ending.CancelAsync();
    }

    [Fact]
    public async Task By_default_an_address_begins_300_connections_a_minute()
    {
        // Its clock stands still: a minute of the machine's could end between two requests.
        await using var shop = await StartAsync(TestClock.New());
        using var http = Client(shop);
        for (var i = 0; i < 300; i++) await NegotiateAsync(http);

        var refused = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.TooManyRequests, await HostileClient.StatusAsync(shop.Address, Address));
    }

    [Fact]
    public async Task Switched_off_no_address_has_a_limit()
    {
        await using var shop = await StartAsync(
            ("RateLimits:Enabled", "false"), ("RateLimits:Circuits", "1"), ("RateLimits:Sockets", "1"),
            ("RateLimits:ConnectsPerMinute", "1"));
        var page = await HostilePage.OpenAsync(shop.Address, "/", from: Address);
        for (var i = 0; i < 3; i++) Assert.NotNull(await (await ConnectAsync(shop)).StartCircuitAsync(page));
    }

    [Fact]
    public async Task A_text_of_900_KB_in_a_field_is_not_read()
    {
        await using var shop = await StartAsync();
        var page = await HostilePage.OpenAsync(shop.Address, "/catalog/1", from: Address);
        var client = await ConnectAsync(shop);
        await client.StartCircuitAsync(page);
        await client.AddComponentsAsync(page);
        await client.CallAsync(call => call.Target == "JS.RenderBatch");

        try
        {
            await client.DispatchAsync(1, "change", $$"""{"value":"{{new string('가', 300_000)}}"}""");
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // The server had heard enough.
        }

        await client.Closed;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    public async Task A_message_that_does_not_end_is_cut(int arrived)
    {
        await using var shop = await StartAsync(("Circuits:MessageSeconds", "1"));
        var page = await HostilePage.OpenAsync(shop.Address, "/", from: Address);
        var client = await ConnectAsync(shop);
        await client.StartCircuitAsync(page);

        await client.SendAsync([.. HubMessages.LengthOf(30_000), .. new byte[arrived]]);

        await client.Closed;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_begins_no_circuit_is_cut(bool handshake)
    {
        await using var shop = await StartAsync(("Circuits:StartSeconds", "1"));
        var client = await HostileClient.ConnectAsync(shop.Address, from: Address, handshake: handshake);
        clients.Add(client);

        await client.Closed;
    }

    private static HttpClient Client(WebShop shop)
    {
        var http = shop.Anonymous();
        http.DefaultRequestHeaders.Add(AddressFromHeader.Name, Address);
        return http;
    }

    private static async Task<string?> NegotiateAsync(HttpClient http)
    {
        var answer = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("connectionToken").GetString();
    }

    private async Task<HostileClient> ConnectAsync(WebShop shop, string from = Address)
    {
        var client = await HostileClient.ConnectAsync(shop.Address, from: from);
        clients.Add(client);
        return client;
    }

    private Task<WebShop> StartAsync(params (string, string?)[] settings) => StartAsync(TimeProvider.System, settings);

    private Task<WebShop> StartAsync(TimeProvider time, params (string, string?)[] settings) => WebShop.StartOnKestrelAsync(
        databases,
        services => services.AddSingleton<IStartupFilter, AddressFromHeader>().AddSingleton(time),
        [("RateLimits:Enabled", "true"), .. settings]);
}
