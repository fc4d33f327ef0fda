using System.Text.Json;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.Catalog.LowStock;

/// <summary>A product that became low, as it was then.</summary>
/// <param name="LowStockAt">The number that its stock has reached.</param>
public sealed record LowProduct(long Id, string Name, int Stock, int LowStockAt);

/// <summary>The event of a product that became low.</summary>
public static class LowStockEvents
{
    public const string Subject = "product";
    public const string Low = "product.low-stock";

    internal static ShopEvent Of(LowProduct product, DateTime at) => new()
    {
        Type = Low,
        SubjectType = Subject,
        SubjectId = product.Id,
        Payload = EventJson.Text(json =>
        {
            json.WriteNumber("productId", product.Id);
            json.WriteString("name", product.Name);
            json.WriteNumber("stock", product.Stock);
            json.WriteNumber("lowStockAt", product.LowStockAt);
        }),
        OccurredAt = at,
    };

    /// <summary>The product of such an event.</summary>
    public static LowProduct Read(ShopEvent low)
    {
        using var payload = JsonDocument.Parse(low.Payload);
        var told = payload.RootElement;
        return new(
            low.SubjectId,
            told.GetProperty("name").GetString()!,
            told.GetProperty("stock").GetInt32(),
            told.GetProperty("lowStockAt").GetInt32());
    }
}
