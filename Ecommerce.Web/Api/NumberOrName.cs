using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.Web.Api;

/// <summary>The id of a thing of any kind: a number in JSON, as everywhere else in the API, or the name of what has no number.</summary>
[JsonConverter(typeof(Converter))]
public sealed record NumberOrName(string Text)
{
    private sealed class Converter : JsonConverter<NumberOrName>
    {
        public override NumberOrName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Only answers have one.");

        public override void Write(Utf8JsonWriter writer, NumberOrName value, JsonSerializerOptions options)
        {
            if (long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) writer.WriteNumberValue(number);
            else writer.WriteStringValue(value.Text);
        }
    }
}
