using Ecommerce.Core.Common;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.Ordering;

/// <summary>The events of an order.</summary>
public static class OrderEvents
{
    public const string Subject = "order";
    public const string Paid = "order.paid";
    public const string Cancelled = "order.cancelled";

    /// <summary>What happened to the order, with its lines as they are.</summary>
    /// <param name="type">One of the constants.</param>
    public static ShopEvent Of(string type, Order order, DateTime at) => new()
    {
        Type = type,
        SubjectType = Subject,
        SubjectId = order.Id,
        Payload = PayloadOf(order),
        OccurredAt = at,
    };

    private static string PayloadOf(Order order) => EventJson.Text(json =>
    {
        json.WriteNumber("orderId", order.Id);
        json.WriteNumber("userId", order.ShopperId);
        json.WriteNumber("total", order.Total);
        json.WriteString("currency", order.Currency);
        json.WriteString("placedAt", InstantText.Of(order.PlacedAt));
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
    });
}
