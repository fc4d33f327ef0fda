using Ecommerce.Core.Data;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Ecommerce.Web.Operations;

/// <summary>
/// The metrics for Prometheus, at <c>/metrics</c> of an address of their own: visitors of the shop don't reach them, whatever the proxy
/// in front lets through.
/// </summary>
public sealed class MetricsListener(IOptions<TelemetryOptions> options, MeterProvider metrics, ILogger<MetricsListener> log)
    : IHostedService, IAsyncDisposable
{
    private WebApplication? server;

    /// <summary>Where the metrics are, once it has started.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var wanted = options.Value.Prometheus.Address!;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(wanted);
        server = builder.Build();
        server.UseOpenTelemetryPrometheusScrapingEndpoint(
            metrics, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (Exception error) when (ConfigurationErrors.IsAddressRefused(error))
        {
            throw new StartupException($"It can't listen at Telemetry:Prometheus:Address {wanted}: {error.Message} Set another address.");
        }

        Address = new Uri(new Uri(server.Urls.Single()), "/metrics");
        log.LogInformation("Metrics for Prometheus: {Address}", Address);
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
