namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>Where uploaded pictures are found: <c>/images/uploads/12-3f9a…/800.webp</c>. What is found there never changes.</summary>
public static class PictureAddress
{
    public const string Root = "/images/uploads";

    public static string At(string key, string size) => $"{Root}/{key}/{size}";

    /// <summary>What a product shows first: its first uploaded picture, else the address that was typed.</summary>
    /// <param name="picture">The first uploaded picture's key.</param>
    public static string? Of(string? picture, string? imageUrl) => picture is null ? imageUrl : At(picture, PictureSizes.Medium);

    /// <summary>Whether it is the address of an uploaded picture.</summary>
    public static bool IsUploaded(string? url) => url?.StartsWith(Root + "/", StringComparison.Ordinal) == true;

    /// <summary>Another size of an uploaded picture; null for any other address.</summary>
    public static string? InSize(string? url, string size) =>
        IsUploaded(url) && url!.LastIndexOf('/') is > 0 and var slash && slash > Root.Length ? $"{url[..slash]}/{size}" : null;
}
