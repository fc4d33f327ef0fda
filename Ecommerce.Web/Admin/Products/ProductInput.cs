using System.Globalization;
using Ecommerce.Core.Catalog;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Admin.Products;

/// <summary>What the product form holds, as it was typed; the price in whole units of the store's currency, with its decimals.</summary>
public sealed class ProductInput
{
    public string? Sku { get; set; }

    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public string? Price { get; set; }

    /// <summary>Asked for only when the product is new; later it moves by difference.</summary>
    public string? Stock { get; set; } = "0";

    /// <summary>Empty for what the shop sets.</summary>
    public string? LowStockAt { get; set; }

    public string? Category { get; set; }

    public string? CategoryEn { get; set; }

    public string? Description { get; set; }

    public string? DescriptionEn { get; set; }

    public string? ImageUrl { get; set; }

    public bool Published { get; set; } = true;

    public static ProductInput Of(ProductRecord? product, string currency) => product is null ? new ProductInput() : new ProductInput
    {
        Sku = product.Sku,
        Name = product.Name,
        NameEn = product.NameEn,
        Price = CurrencyUnits.Text(product.Price, currency),
        LowStockAt = product.LowStockAt?.ToString(CultureInfo.InvariantCulture),
        Category = product.Category,
        Description = product.Description,
        DescriptionEn = product.DescriptionEn,
        ImageUrl = product.ImageUrl,
        Published = product.Published,
    };

    /// <summary>With a price of 0, which is refused, for one that the currency can't express.</summary>
    public ProductEdit ToEdit(string currency) =>
        new(
            Name,
            CurrencyUnits.Read(Price, currency) ?? 0,
            Category,
            Description,
            ImageUrl,
            Published,
            NameEn,
            DescriptionEn,
            CategoryEn,
            Sku,
            LowAt());

    /// <summary>-1, which is refused, for what is no number of pieces.</summary>
    public int FirstStock() => CountedPieces.Read(Stock) ?? -1;

    private int? LowAt() => string.IsNullOrWhiteSpace(LowStockAt) ? null : CountedPieces.Read(LowStockAt) ?? -1;
}
