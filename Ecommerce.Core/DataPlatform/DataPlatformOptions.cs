using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.DataPlatform;

/// <summary>Where order events go and how patiently: section <c>DataPlatform</c>.</summary>
public sealed class DataPlatformOptions : IValidatableObject
{
    public const string Section = "DataPlatform";

    /// <summary>The address that events are posted to; without one they are appended to <see cref="File"/>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>
    /// Sent with each event as <c>Authorization: Bearer …</c>; to https addresses and to this machine only.
    /// </summary>
    [RegularExpression("[A-Za-z0-9._~+/-]+=*", ErrorMessage = "DataPlatform:BearerToken has characters that no bearer token has.")]
    public string? BearerToken { get; set; }

    /// <summary>Signs each event (<see cref="WebhookSignature"/>).</summary>
    public string? SigningSecret { get; set; }

    /// <summary>A file, relative to the application's folder. For a single instance.</summary>
    [Required]
    public string File { get; set; } = "App_Data/data-platform.ndjson";

    /// <summary>How long one delivery may take.</summary>
    [Range(0.1, 300, ErrorMessage = "DataPlatform:TimeoutSeconds must be from 0.1 to 300.")]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// Deliveries that an instance has under way at once, each of another order; to an address only (<see cref="FileSink.AtOnce"/>).
    /// </summary>
    [Range(1, 256, ErrorMessage = "DataPlatform:Concurrency must be from 1 to 256.")]
    public int Concurrency { get; set; } = 16;

    /// <summary>Wait after the first failure; it doubles with each further one.</summary>
    [Range(1, 3600, ErrorMessage = "DataPlatform:FirstRetrySeconds must be from 1 to 3600.")]
    public int FirstRetrySeconds { get; set; } = 5;

    /// <summary>The longest wait between two tries.</summary>
    [Range(1, 1440, ErrorMessage = "DataPlatform:MaxRetryMinutes must be from 1 to 1440.")]
    public int MaxRetryMinutes { get; set; } = 15;

    /// <summary>How long an event that keeps failing is tried before it is parked as dead.</summary>
    [Range(7, 365, ErrorMessage = "DataPlatform:RetryDays must be from 7 to 365.")]
    public int RetryDays { get; set; } = 7;

    public DeliveryPolicy Policy => new(
        TimeSpan.FromSeconds(TimeoutSeconds),
        Concurrency,
        TimeSpan.FromSeconds(FirstRetrySeconds),
        TimeSpan.FromMinutes(MaxRetryMinutes),
        TimeSpan.FromDays(RetryDays));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Endpoint)
            && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")))
            yield return new($"DataPlatform:Endpoint '{Endpoint}' is not an http or https address.");
        else if (!string.IsNullOrEmpty(Endpoint) && !string.IsNullOrEmpty(BearerToken)
            && new Uri(Endpoint) is { Scheme: "http", IsLoopback: false })
            yield return new("DataPlatform:BearerToken would be sent in the clear. Set an https address as DataPlatform:Endpoint.");
        if (!string.IsNullOrEmpty(SigningSecret) && WebhookSignature.KeyOf(SigningSecret) is null)
            yield return new(
                $"DataPlatform:SigningSecret can't be read. Set {WebhookSignature.SecretPrefix} and 24 to 64 random bytes in Base64.");
    }
}
