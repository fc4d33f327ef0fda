using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ecommerce.Web.Api;

/// <summary>
/// A request's JSON body. Refused while it is read: another media type (415), more than <see cref="MaxBytes"/> (413), malformed JSON
/// or a member of the wrong type (400, naming the member). A missing body is null, which only a nullable parameter takes.
/// </summary>
public sealed class JsonBody<T> : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    public const int MaxBytes = 64 * 1024;

    private readonly byte[] json;

    private JsonBody(T value, byte[] json)
    {
        Value = value;
        this.json = json;
    }

    public T Value { get; }

    /// <summary>
    /// A hash that is equal for equal JSON values, whatever their spacing and member order. Refused with 400: text that is none (a lone
    /// surrogate) in a member that nobody reads.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            try
            {
                return JsonFingerprint.Of(json);
            }
            catch (InvalidOperationException)
            {
                throw new RefusedRequestException(MalformedJson.ToRefusal(new JsonException()));
            }
        }
    }

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.ContentLength > MaxBytes) throw TooLarge();
        var json = await ReadAsync(context.Request.Body, context.RequestAborted);
        if (json.Length == 0) return null;
        if (!context.Request.HasJsonContentType()) throw new BadHttpRequestException("Not JSON.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            if (!Utf8.IsValid(json)) throw new JsonException("Must be UTF-8."); // the reader looks only at members that it knows
            var value = JsonSerializer.Deserialize<T>(json, ApiJson.Options) ?? throw new JsonException("Must be an object.");
            return new JsonBody<T>(value, json);
        }
        catch (JsonException error)
        {
            throw new RefusedRequestException(MalformedJson.ToRefusal(error));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(
            ["application/json"], typeof(T), isOptional: new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable));

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        try
        {
            int read;
            while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                if (buffer.Length + read > MaxBytes) throw TooLarge();
                buffer.Write(chunk, 0, read);
            }
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            // What Kestrel throws for a chunk whose length overflows.
            throw new BadHttpRequestException("The body can't be read.", StatusCodes.Status400BadRequest, error);
        }

        return buffer.ToArray();
    }

    private static BadHttpRequestException TooLarge() => new("Too large.", StatusCodes.Status413PayloadTooLarge);
}

public static partial class MalformedJson
{
    private const string Message = "Is missing, malformed or of the wrong type.";

    /// <summary>
    /// Names the member that could not be read, from a JSON path such as <c>$.items[0].quantity</c>, or those that are missing (of which
    /// only the exception's message tells).
    /// </summary>
    public static ValidationFailed ToRefusal(JsonException error)
    {
        var missing = MissingMember().Matches(error.Message);
        if (missing.Count > 0) return new(missing.ToDictionary(m => m.Groups["name"].Value, _ => new[] { Message }));
        return new(error.Path is { } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body", Message);
    }

    [GeneratedRegex(@"(?<=missing required properties including:.*)'(?<name>\w+)'")]
    private static partial Regex MissingMember();
}

internal static class JsonFingerprint
{
    /// <summary>SHA-256, in hex, of the value written with sorted members and no spacing.</summary>
    public static string Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        using var canonical = new MemoryStream();
        using (var writer = new Utf8JsonWriter(canonical)) Write(writer, document.RootElement);
        return Convert.ToHexStringLower(SHA256.HashData(canonical.ToArray()));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
