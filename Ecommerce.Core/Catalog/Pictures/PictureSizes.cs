namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>In which sizes a picture is kept. A small one is never made larger.</summary>
public static class PictureSizes
{
    /// <summary>WebP, 400 pixels on the longest side: for cards.</summary>
    public const string Small = "400.webp";

    public const string Medium = "800.webp";

    public const string Large = "1600.webp";

    /// <summary>JPEG, 1200 × 630 pixels, on white: for previews and search engines, few of which read WebP.</summary>
    public const string Share = "share.jpg";

    /// <summary>Those in the picture's own proportions, by pixels on the longest side; the largest first.</summary>
    internal static readonly (string Name, int Longest)[] OwnShape = [(Large, 1600), (Medium, 800), (Small, 400)];

    public static string TypeOf(string name) => name == Share ? "image/jpeg" : "image/webp";
}
