using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.DataPlatform;

/// <summary>Posts events to <c>DataPlatform:Endpoint</c>. Any 2xx is delivered; nothing else is, a redirection neither.</summary>
public sealed class HttpSink(HttpClient http, IOptions<DataPlatformOptions> options) : IDataPlatformSink
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

    public async Task<Delivery> SendAsync(OrderEvent orderEvent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Endpoint);
        request.Content = new ReadOnlyMemoryContent(orderEvent.Json);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(OrderEvent.ContentType);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode) return Delivery.Delivered;
        var answer = $"The platform answered {(int)response.StatusCode}.";
        return (int)response.StatusCode is >= 400 and < 500 && !MayPass.Contains(response.StatusCode)
            ? Delivery.Rejected(answer)
            : Delivery.Failed(answer);
    }
}
