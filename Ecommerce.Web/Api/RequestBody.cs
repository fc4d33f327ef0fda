using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Api;

/// <summary>Reads every request body of the API, and refuses what is no JSON object in UTF-8.</summary>
public static class RequestBody
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>
    /// The body, or nothing where the endpoint does without. Refused: more than <see cref="MaxBytes"/> (413), another media type or
    /// charset (415), no body where one is needed, other bytes than UTF-8, anything but an object (400), what does not arrive (408).
    /// </summary>
    public static async ValueTask<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes) throw UnreadableRequest.TooLarge();
        var json = await ReadAsync(context.Request.Body, context.RequestAborted);
        if (json.Length == 0) return IsOptional(context) ? json : throw UnreadableRequest.Body();
        if (!IsJsonInUtf8(context.Request)) throw UnreadableRequest.NotJson();
        // The whole of it: the JSON reader looks only at members that somebody asks for.
        return Utf8.IsValid(json) && IsObject(json) ? json : throw UnreadableRequest.Body();
    }

    /// <summary>
    /// Has the framework's own reader read what this one has passed. To be called at last (<c>Finally</c>), when it is known what the
    /// endpoint reads.
    /// </summary>
    public static void CheckFirst(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } answer || !endpoint.Metadata.OfType<IAcceptsMetadata>().Any()) return;
        endpoint.RequestDelegate = async context =>
        {
            context.Request.Body = new MemoryStream(await ReadAsync(context));
            context.Request.ContentType = "application/json";
            await answer(context);
        };
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadToEndAsync(MaxBytes, UnreadableRequest.TooLarge, cancellationToken);
        }
        catch (IOException error) when (error is not BadHttpRequestException { StatusCode: not StatusCodes.Status400BadRequest })
        {
            throw UnreadableRequest.Body(); // malformed chunks; one whose length overflows is no bad request to Kestrel
        }
    }

    private static bool IsOptional(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { IsOptional: true };

    private static bool IsJsonInUtf8(HttpRequest request)
    {
        if (!request.HasJsonContentType()) return false;
        var charset = HeaderUtilities.RemoveQuotes(request.GetTypedHeaders().ContentType?.Charset ?? default);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsObject(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
