using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Operations;
using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ecommerce.Web.Operations;

/// <summary>
/// Traces and metrics for a collector, metrics for Prometheus. Switched off, nothing of OpenTelemetry is registered or loaded.
/// </summary>
public static class Telemetry
{
    /// <summary>Blazor's own meter: how many pages are open, and for how long.</summary>
    private const string CircuitsMeter = "Microsoft.AspNetCore.Components.Server.Circuits";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<TelemetryOptions>(TelemetryOptions.Section);
        var section = builder.Configuration.GetSection(TelemetryOptions.Section);
        var collected = !string.IsNullOrEmpty(section["Otlp:Endpoint"]);
        var scraped = !string.IsNullOrEmpty(section["Prometheus:Address"]);
        if (collected) builder.Services.AddTraces(section);
        if (collected || scraped) builder.Services.AddMeters(section, collected, scraped);
    }

    private static void AddTraces(this IServiceCollection services, IConfiguration section) =>
        services.AddOpenTelemetry().WithTracing(traces => traces
            .ConfigureResource(Name)
            .AddAspNetCoreInstrumentation(requests => requests.Filter = request => !IsNoise(request.Request.Path))
            .AddSource(OperationBatches.TracesName)
            .AddHttpClientInstrumentation()
            .AddSqlClientInstrumentation()
            .AddNpgsql()
            .AddProcessor(new PersonalDataRemoval())
            .AddOtlpExporter(exporter => Send(exporter, section, "traces")));

    private static void AddMeters(this IServiceCollection services, IConfiguration section, bool collected, bool scraped)
    {
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics
                .ConfigureResource(Name)
                .AddMeter(ShopMetrics.MeterName, CircuitsMeter)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddSqlClientInstrumentation()
                .AddNpgsqlInstrumentation();
            if (collected) metrics.AddOtlpExporter(exporter => Send(exporter, section, "metrics"));
            if (scraped) metrics.AddPrometheusExporter();
        });
        if (scraped) services.AddSingleton<MetricsListener>().AddHostedService(provider => provider.GetRequiredService<MetricsListener>());
    }

    /// <summary>OpenTelemetry's own variables (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) have the last word.</summary>
    private static void Name(ResourceBuilder resource) => resource.AddService("ecommerce").AddEnvironmentVariableDetector();

    /// <summary>Probes come every few seconds; a circuit's socket would be one request that lasts for hours.</summary>
    private static bool IsNoise(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments("/_blazor");

    private static void Send(OtlpExporterOptions exporter, IConfiguration section, string signal)
    {
        var otlp = section.Get<TelemetryOptions>()!.Otlp;
        var isGrpc = otlp.Protocol == OtlpProtocol.Grpc;
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = isGrpc ? new Uri(otlp.Endpoint!) : new Uri($"{otlp.Endpoint!.TrimEnd('/')}/v1/{signal}");
    }
}
