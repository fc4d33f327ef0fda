using Ecommerce.Core.Catalog;

namespace Ecommerce.Web.Admin.Products;

/// <summary>What the product form holds; the price in minor units.</summary>
public sealed class ProductInput
{
    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public long? Price { get; set; }

    /// <summary>Asked for only when the product is new; later it moves by difference.</summary>
    public int? Stock { get; set; } = 0;

    public string? Category { get; set; }

    public string? CategoryEn { get; set; }

    public string? Description { get; set; }

    public string? DescriptionEn { get; set; }

    public string? ImageUrl { get; set; }

    public bool Published { get; set; } = true;

    public static ProductInput Of(ProductRecord? product) => product is null ? new ProductInput() : new ProductInput
    {
        Name = product.Name,
        NameEn = product.NameEn,
        Price = product.Price,
        Category = product.Category,
        Description = product.Description,
        DescriptionEn = product.DescriptionEn,
        ImageUrl = product.ImageUrl,
        Published = product.Published,
    };

    public ProductEdit ToEdit() => new(Name, Price ?? 0, Category, Description, ImageUrl, Published, NameEn, DescriptionEn, CategoryEn);
}
