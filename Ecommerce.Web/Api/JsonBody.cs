using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ecommerce.Web.Api;

/// <summary>
/// A request's JSON body. Refused while it is read: what <see cref="RequestBody"/> refuses, malformed JSON, and a member of the wrong type
/// (400, naming the member). A nullable parameter takes a missing body as null.
/// </summary>
public sealed class JsonBody<T> : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
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
                throw UnreadableRequest.Body();
            }
        }
    }

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var json = await RequestBody.ReadAsync(context);
        if (json.Length == 0) return null;
        try
        {
            return new JsonBody<T>(JsonSerializer.Deserialize<T>(json, ApiJson.Options)!, json);
        }
        catch (JsonException error)
        {
            throw UnreadableRequest.Json(error);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), IsOptional(parameter)));

    private static bool IsOptional(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
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
