using Ecommerce.Core.Catalog.Pictures;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Web.Shared;

/// <summary>
/// Pictures as social networks show them: none of them shows SVG. A drawing of the shop's own has a raster picture of the same name in
/// <c>images/share</c>, and so has every uploaded one; for any other drawing the store's picture stands.
/// </summary>
public static class SharePictures
{
    private const string Store = "images/share.png";

    /// <param name="url">A product's picture: a path of this site or an https address; null for a page without one.</param>
    /// <param name="assets">The site's static files.</param>
    public static string For(string? url, ResourceAssetCollection assets)
    {
        if (url is null) return Store;
        if (PictureAddress.InSize(url, PictureSizes.Share) is { } uploaded) return uploaded;
        var path = url.Split('?', '#')[0];
        if (!path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) return url;
        var raster = $"images/share/{Path.GetFileNameWithoutExtension(path)}.jpg";
        var versioned = assets[raster];
        return path.StartsWith("/images/", StringComparison.Ordinal) && versioned != raster ? versioned : Store;
    }
}
