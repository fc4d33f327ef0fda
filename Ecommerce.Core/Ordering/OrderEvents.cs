using System.Text.Json;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering.Refunds;

namespace Ecommerce.Core.Ordering;

/// <summary>The events of an order.</summary>
public static class OrderEvents
{
    public const string Subject = "order";
    public const string Paid = "order.paid";
    public const string Cancelled = "order.cancelled";
    public const string Shipped = "order.shipped";
    public const string Delivered = "order.delivered";
    public const string Refunded = "order.refunded";

    /// <summary>
    /// What happened to the order, with its lines as they are. Neither the address nor the carrier's number is told: an event can't be
    /// blanked when somebody deletes their account.
    /// </summary>
    /// <param name="type">One of the constants.</param>
    public static ShopEvent Of(string type, Order order, DateTime at) => new()
    {
        Type = type,
        SubjectType = Subject,
        SubjectId = order.Id,
        Payload = PayloadOf(order),
        OccurredAt = at,
    };

    /// <summary>That a part of the order was given back, and which; there may be several of them.</summary>
    /// <param name="items">The products and pieces of the refund.</param>
    internal static ShopEvent OfRefund(Order order, Refund refund, IReadOnlyList<OrderItem> items, DateTime at) => new()
    {
        Type = Refunded,
        SubjectType = Subject,
        SubjectId = order.Id,
        Number = refund.Number,
        Payload = PayloadOf(order, json => WriteRefund(json, refund, items)),
        OccurredAt = at,
    };

    private static void WriteRefund(Utf8JsonWriter json, Refund refund, IReadOnlyList<OrderItem> items)
    {
        json.WriteStartObject("refund");
        json.WriteNumber("amount", refund.Amount);
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteNumber("productId", item.ProductId);
            json.WriteNumber("quantity", item.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string PayloadOf(Order order, Action<Utf8JsonWriter>? writeMore = null) => EventJson.Text(json =>
    {
        json.WriteNumber("orderId", order.Id);
        json.WriteNumber("userId", order.ShopperId);
        json.WriteNumber("total", order.Total);
        json.WriteString("currency", order.Currency);
        json.WriteString("placedAt", InstantText.Of(order.PlacedAt));
        if (order.ShippedAt is { } shipped)
        {
            json.WriteString("shippedAt", InstantText.Of(shipped));
            json.WriteString("carrier", order.Carrier);
        }

        if (order.DeliveredAt is { } delivered) json.WriteString("deliveredAt", InstantText.Of(delivered));
        json.WriteStartArray("items");
        foreach (var line in order.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("productId", line.ProductId);
            json.WriteString("name", line.Name);
            json.WriteNumber("unitPrice", line.UnitPrice);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        writeMore?.Invoke(json);
    });
}
