using System.Net;
using System.Net.Http.Json;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Operations;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Ecommerce.Tests.Operations;

/// <summary>Who gets traces and metrics, what is in them, and that nobody does unless asked for.</summary>
public sealed class TelemetryTests(TestDatabases databases)
{
    [Fact]
    public async Task Prometheus_reads_the_shops_figures_and_its_requests_at_an_address_of_their_own()
    {
        await using var shop = await WebShop.StartAsync(databases, settings: ("Telemetry:Prometheus:Address", "http://127.0.0.1:0"));
        await shop.Services.GetRequiredService<HealthSnapshotReader>().ReadAsync(default);
        (await shop.Anonymous().GetAsync("/products")).EnsureSuccessStatusCode();
        using var prometheus = new HttpClient();

        var metrics = await prometheus.GetStringAsync(shop.Services.GetRequiredService<MetricsListener>().Address);

        Assert.Contains("ecommerce_outbox_depth", metrics);
        Assert.Contains("ecommerce_outbox_lag_seconds", metrics);
        Assert.Matches("http_server_request_duration_seconds_count{.*http_route=\"/products/\"", metrics);
        Assert.Contains("dotnet_gc_collections", metrics);
        using var head = await prometheus.SendAsync(
            new HttpRequestMessage(HttpMethod.Head, shop.Services.GetRequiredService<MetricsListener>().Address));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Anonymous().GetAsync("/metrics")).StatusCode);
    }

    [Fact]
    public async Task The_address_of_the_metrics_leads_to_nothing_else()
    {
        await using var shop = await WebShop.StartAsync(databases, settings: ("Telemetry:Prometheus:Address", "http://127.0.0.1:0"));
        using var visitor = new HttpClient { BaseAddress = shop.Services.GetRequiredService<MetricsListener>().Address };

        foreach (var path in new[] { "/", "/products", "/health/live" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Switched_off_nothing_of_OpenTelemetry_is_there()
    {
        var registered = new List<string?>();
        await using var shop = await WebShop.StartAsync(
            databases, configure: services => registered.AddRange(services.Select(s => s.ServiceType.Assembly.GetName().Name)));

        Assert.DoesNotContain(registered, assembly => assembly!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.Null(shop.Services.GetService<MetricsListener>());
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Anonymous().GetAsync("/metrics")).StatusCode);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_collector_is_sent_traces_and_metrics_without_anything_personal(DatabaseProvider provider)
    {
        await using var collector = await Collector.StartAsync();
        await using var shop = await WebShop.StartAsync(databases, provider, settings: ("Telemetry:Otlp:Endpoint", collector.Address));
        await shop.Services.GetRequiredService<HealthSnapshotReader>().ReadAsync(default);
        var visitor = shop.Anonymous();
        visitor.DefaultRequestHeaders.UserAgent.ParseAdd("TellTaleBrowser/1.0");
        var account = new { email = "tell.tale@example.com", password = DemoAccounts.Password };
        (await visitor.PostAsJsonAsync("/auth/register", account)).EnsureSuccessStatusCode();
        (await visitor.GetAsync("/products?search=telltaleword")).EnsureSuccessStatusCode();

        shop.Services.GetRequiredService<MeterProvider>().ForceFlush();
        var traces = await LastTracesAsync(shop, collector, "/products");

        Assert.Contains("ecommerce.outbox.depth", collector.Received("metrics"));
        Assert.Contains("/auth/register", traces);
        Assert.Contains("/products", traces);
        if (provider == DatabaseProvider.Postgres) Assert.Matches("(?s)postgresql.*INSERT INTO", traces);
        foreach (var personal in new[] { "tell.tale", "TELL.TALE", "TellTaleBrowser", "telltaleword", "Host=/" })
            Assert.DoesNotContain(personal, traces);
    }

    /// <summary>What the collector has when it has heard of the last request: its trace ends a moment after its answer.</summary>
    private static async Task<string> LastTracesAsync(WebShop shop, Collector collector, string last)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!collector.Received("traces").Contains(last, StringComparison.Ordinal) && !limit.IsCancellationRequested)
        {
            shop.Services.GetRequiredService<TracerProvider>().ForceFlush();
            await Task.Yield();
        }

        return collector.Received("traces");
    }

    [Theory]
    [InlineData("Telemetry:Otlp:Endpoint", "collector:4318", "Telemetry:Otlp:Endpoint 'collector:4318' is not an http or https address,")]
    [InlineData("Telemetry:Otlp:Protocol", "7", "Telemetry:Otlp:Protocol must be HttpProtobuf or Grpc.")]
    [InlineData("Telemetry:Otlp:Protocol", "Smoke", "Telemetry:Otlp:Protocol")]
    [InlineData("Telemetry:Prometheus:Address", "9464", "Telemetry:Prometheus:Address '9464' is not http with a host and a port")]
    [InlineData("Telemetry:Prometheus:Address", "https://127.0.0.1:9464", "is not http")]
    [InlineData("Telemetry:Prometheus:Address", "http://127.0.0.1:9464/metrics", "is not http")]
    public async Task A_setting_that_can_not_be_is_named(string key, string value, string message)
    {
        await using var app = Telling(key, value);

        var error = Assert.Throws<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains(message, ConfigurationErrors.MessageOf(error));
    }

    [Fact]
    public async Task An_address_of_the_metrics_that_is_taken_is_named()
    {
        await using var taken = await Collector.StartAsync();
        await using var app = Telling("Telemetry:Prometheus:Address", taken.Address);

        var error = await Assert.ThrowsAsync<StartupException>(() => app.StartAsync());

        Assert.Contains($"Telemetry:Prometheus:Address {taken.Address}", ConfigurationErrors.MessageOf(error));
    }

    /// <summary>An application with nothing but telemetry in it.</summary>
    private static WebApplication Telling(string key, string value)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration[key] = value;
        builder.AddTelemetry();
        return builder.Build();
    }
}
