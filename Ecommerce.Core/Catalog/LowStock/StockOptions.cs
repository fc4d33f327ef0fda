using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Catalog.LowStock;

/// <summary>Section <c>Stock</c>.</summary>
public sealed class StockOptions
{
    public const string Section = "Stock";

    /// <summary>With so many pieces or fewer, a product is low that has no number of its own (<see cref="Product.LowStockAt"/>).</summary>
    [Range(0, Product.MaxStock, ErrorMessage = "Stock:LowAt must be from 0 to 1000000000.")]
    public int LowAt { get; set; } = Product.LowStock;

    public bool IsLow(int stock, int? lowStockAt) => stock <= (lowStockAt ?? LowAt);
}
