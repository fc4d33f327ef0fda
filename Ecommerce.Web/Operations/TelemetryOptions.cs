using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Web.Operations;

/// <summary>Section <c>Telemetry</c>: who gets the shop's traces and metrics. Nobody does unless an address is set.</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    public const string Section = "Telemetry";

    public OtlpOptions Otlp { get; set; } = new();

    public PrometheusOptions Prometheus { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Otlp.Endpoint) && !IsHttp(Otlp.Endpoint))
            yield return new($"Telemetry:Otlp:Endpoint '{Otlp.Endpoint}' is not an http or https address, such as http://localhost:4318.");
        if (!Enum.IsDefined(Otlp.Protocol)) yield return new("Telemetry:Otlp:Protocol must be HttpProtobuf or Grpc.");
        if (!string.IsNullOrEmpty(Prometheus.Address) && !IsListenable(Prometheus.Address))
            yield return new(
                $"Telemetry:Prometheus:Address '{Prometheus.Address}' is not http with a host and a port, such as http://127.0.0.1:9464.");
    }

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");

    private static bool IsListenable(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", PathAndQuery: "/" };
}

public enum OtlpProtocol
{
    HttpProtobuf,
    Grpc,
}

/// <summary>A collector that traces and metrics are sent to (<see href="https://opentelemetry.io/docs/specs/otlp/"/>).</summary>
public sealed class OtlpOptions
{
    /// <summary>The collector's address, without the path of a signal; none: nothing is sent.</summary>
    public string? Endpoint { get; set; }

    public OtlpProtocol Protocol { get; set; }
}

/// <summary>An address of its own where Prometheus reads the metrics.</summary>
public sealed class PrometheusOptions
{
    /// <summary>Where to listen; port 0 is any free one; none: nobody listens.</summary>
    public string? Address { get; set; }
}
