using System.Net;
using System.Net.Http.Headers;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.DataPlatform;

/// <summary>Posts events to <c>DataPlatform:Endpoint</c>. Any 2xx is delivered; nothing else is, a redirection neither.</summary>
public sealed class HttpSink(HttpClient http, IOptions<DataPlatformOptions> options, StoreClock clock) : IDataPlatformSink
{
    /// <summary>Answers of the 4xx family that say something about the time or our configuration rather than about the event.</summary>
    private static readonly HashSet<HttpStatusCode> MayPass =
    [
        HttpStatusCode.Unauthorized,
        HttpStatusCode.Forbidden,
        HttpStatusCode.NotFound,
        HttpStatusCode.ProxyAuthenticationRequired,
        HttpStatusCode.RequestTimeout,
        HttpStatusCode.TooManyRequests,
        (HttpStatusCode)425, // Too Early
    ];

    private readonly AuthenticationHeaderValue? authorization =
        string.IsNullOrEmpty(options.Value.BearerToken) ? null : new("Bearer", options.Value.BearerToken);

    private readonly byte[]? signingKey =
        string.IsNullOrEmpty(options.Value.SigningSecret) ? null : WebhookSignature.KeyOf(options.Value.SigningSecret);

    public async Task<DeliveryResult> SendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Endpoint);
        request.Content = new ReadOnlyMemoryContent(cloudEvent.Json);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEvent.ContentType);
        request.Headers.Authorization = authorization;
        if (signingKey is not null)
            foreach (var (name, value) in
                WebhookSignature.Headers(signingKey, cloudEvent.Id, clock.Provider.GetUtcNow(), cloudEvent.Json.Span))
                request.Headers.Add(name, value);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode) return DeliveryResult.Delivered;
        var answer = $"The platform answered {(int)response.StatusCode}.";
        return (int)response.StatusCode is >= 400 and < 500 && !MayPass.Contains(response.StatusCode)
            ? DeliveryResult.Rejected(answer)
            : DeliveryResult.Failed(answer, RetryAfter(response));
    }

    /// <summary>What the platform asks to be left alone for (RFC 9110 §10.2.3), in seconds or until an instant.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        ? response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - clock.Provider.GetUtcNow()
        : null;
}
