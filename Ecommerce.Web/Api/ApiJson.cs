using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Core.Common;

namespace Ecommerce.Web.Api;

/// <summary>
/// How the API reads and writes JSON: camelCase, numbers only as numbers, each member once, times in UTC with milliseconds.
/// </summary>
public static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict; // the web defaults accept "1000" for 1000
        options.AllowDuplicateProperties = false;
        // Hangul as Hangul; this is never inlined into HTML.
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new StorableTextConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    private sealed class UtcTimeConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTime() is { Kind: not DateTimeKind.Unspecified } time
                ? time.ToUniversalTime()
                : throw new JsonException("Must be a time with its offset (RFC 3339)."); // else it would be the server's own

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantText.Of(value));
    }

    /// <summary>Refuses what PostgreSQL can't store (NUL) or .NET can't normalize (U+FFFE), wherever the text goes.</summary>
    private sealed class StorableTextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("Must be text.");
            var text = reader.GetString();
            return Validation.IsStorable(text!) ? text : throw new JsonException("Must not contain NUL characters.");
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }
}
