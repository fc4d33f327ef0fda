namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>A picture of a product, as shoppers and admins see it.</summary>
/// <param name="Id">Null for the one at an address that an admin typed: it is changed with the product.</param>
/// <param name="Alt">What it shows; empty where the product's name says it.</param>
/// <param name="Width">In pixels, of the largest size; null where the shop does not know.</param>
public sealed record ImageView(long? Id, string Url, string Alt, string? AltEn, int? Width, int? Height)
{
    /// <summary>The uploaded ones; without any, the one at the product's address.</summary>
    internal static IReadOnlyList<ImageView> Of(IReadOnlyList<ProductPicture> pictures, string? imageUrl) =>
        pictures.Count > 0 ? [.. pictures.Select(Of)] : imageUrl is null ? [] : [new(null, imageUrl, "", null, null, null)];

    internal static ImageView Of(ProductPicture p) =>
        new(p.Id, PictureAddress.At(p.Key, PictureSizes.Medium), p.Alt, p.AltEn, p.Width, p.Height);
}
