using Ecommerce.Core.Events;

namespace Ecommerce.Core.Catalog.LowStock;

/// <summary>The event of a product that became low.</summary>
public static class LowStockEvents
{
    public const string Subject = "product";
    public const string Low = "product.low-stock";

    /// <param name="lowAt">The number that its stock has reached.</param>
    internal static ShopEvent Of(Product product, int lowAt, DateTime at) => new()
    {
        Type = Low,
        SubjectType = Subject,
        SubjectId = product.Id,
        Payload = EventJson.Text(json =>
        {
            json.WriteNumber("productId", product.Id);
            json.WriteString("name", product.Name);
            json.WriteNumber("stock", product.Stock);
            json.WriteNumber("lowStockAt", lowAt);
        }),
        OccurredAt = at,
    };
}
