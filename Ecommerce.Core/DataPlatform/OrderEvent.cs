using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecommerce.Core.Ordering;

namespace Ecommerce.Core.DataPlatform;

/// <summary>What the platform hears of an order: a CloudEvents 1.0 event in JSON, on one line.</summary>
/// <param name="Id">The same for every delivery of this event, so that the platform can tell a repetition.</param>
public sealed record OrderEvent(string Id, string Type, long OrderId, ReadOnlyMemory<byte> Json)
{
    public const string ContentType = "application/cloudevents+json";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static OrderEvent Of(OutboxMessage message, Order order)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{message.Type}-{order.Id}");
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("specversion", "1.0");
            writer.WriteString("id", id);
            writer.WriteString("source", "/orders");
            writer.WriteString("type", message.Type);
            writer.WriteString("subject", order.Id.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("time", Time(message.CreatedAt));
            writer.WriteString("datacontenttype", "application/json");
            writer.WriteStartObject("data");
            Write(writer, order);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new OrderEvent(id, message.Type, order.Id, json.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Order order)
    {
        writer.WriteNumber("orderId", order.Id);
        writer.WriteNumber("userId", order.ShopperId);
        writer.WriteNumber("total", order.Total);
        writer.WriteString("currency", order.Currency);
        writer.WriteString("placedAt", Time(order.PlacedAt));
        writer.WriteStartArray("items");
        foreach (var line in order.Lines.OrderBy(l => l.Id))
        {
            writer.WriteStartObject();
            writer.WriteNumber("productId", line.ProductId);
            writer.WriteString("name", line.Name);
            writer.WriteNumber("unitPrice", line.UnitPrice);
            writer.WriteNumber("quantity", line.Quantity);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
