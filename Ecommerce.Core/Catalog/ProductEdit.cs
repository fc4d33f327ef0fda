using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <summary>What an admin says about a product; its stock moves only by <see cref="ProductEditor.AdjustStockAsync"/>.</summary>
/// <param name="Price">In minor units, 1 to <see cref="Product.MaxPrice"/>.</param>
/// <param name="Category">The category's name; a new one is made.</param>
/// <param name="ImageUrl">
/// A path of this site or an https address, shown while there are no uploaded pictures. The address of one changes nothing.
/// </param>
/// <param name="Sku">The shop's own number for it (<see cref="Catalog.Sku"/>); empty for none.</param>
/// <param name="LowStockAt">
/// With so many pieces or fewer it is low: 0 to <see cref="Product.MaxStock"/>; null for what the shop sets.
/// </param>
public sealed record ProductEdit(
    string? Name,
    long Price,
    string? Category,
    string? Description = null,
    string? ImageUrl = null,
    bool Published = true,
    string? NameEn = null,
    string? DescriptionEn = null,
    string? CategoryEn = null,
    string? Sku = null,
    int? LowStockAt = null)
{
    /// <summary>As it is stored. Refused: values out of range, each by its name.</summary>
    internal ProductEdit Check(Validation validation)
    {
        validation.Require(Price is >= 1 and <= Product.MaxPrice, "price", $"Must be an integer from 1 to {Product.MaxPrice}.");
        validation.Require(
            LowStockAt is null or (>= 0 and <= Product.MaxStock), "lowStockAt", $"Must be an integer from 0 to {Product.MaxStock}.");
        var clean = this with
        {
            Name = validation.Text(Name, "name", 1, Product.MaxNameLength),
            NameEn = NullIfEmpty(validation.Text(NameEn, "nameEn", 0, Product.MaxNameLength)),
            Category = Catalog.Category.Clean(validation.Text(Category, "category", 1, Catalog.Category.MaxNameLength)),
            CategoryEn = NullIfEmpty(Catalog.Category.Clean(validation.Text(CategoryEn, "categoryEn", 0, Catalog.Category.MaxNameLength))),
            Description = validation.Text(Description, "description", 0, Product.MaxDescriptionLength),
            DescriptionEn = NullIfEmpty(validation.Text(DescriptionEn, "descriptionEn", 0, Product.MaxDescriptionLength)),
            ImageUrl = NullIfEmpty(validation.Text(ImageUrl, "imageUrl", 0, Product.MaxImageUrlLength)),
            Sku = Catalog.Sku.Check(Sku, validation),
        };
        validation.Require(
            clean.ImageUrl is null || IsImageUrl(clean.ImageUrl), "imageUrl",
            "Must be a path that starts with one '/', or an https address.");
        return clean;
    }

    private static bool IsImageUrl(string url) =>
        url.StartsWith('/')
            ? !url.StartsWith("//", StringComparison.Ordinal) && Uri.IsWellFormedUriString(url, UriKind.Relative)
            : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>
    /// Makes the product what this says, once it is checked. All but its price, which a new product is made with and another gets by
    /// <see cref="Product.Reprice(long, Audit.Actor, DateTime)"/>.
    /// </summary>
    internal void ApplyTo(Product product, Category category)
    {
        product.Sku = Sku;
        product.Name = Name!;
        product.NameEn = NameEn;
        product.Category = category;
        product.Description = Description!;
        product.DescriptionEn = DescriptionEn;
        if (!PictureAddress.IsUploaded(ImageUrl)) product.ImageUrl = ImageUrl;
        product.Published = Published;
        product.LowStockAt = LowStockAt;
        product.SearchText = SearchText.Of(product, category);
        product.NameSortKey = NameOrder.Korean.KeyOf(product.Name);
        product.NameSortKeyEn = NameOrder.English.KeyOf(product.NameEn ?? product.Name);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
