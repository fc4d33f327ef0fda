using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>Section <c>Pictures</c>: what uploaded pictures may take of the machine.</summary>
public sealed class PictureOptions
{
    public const string Section = "Pictures";

    /// <summary>Largest upload, in bytes: 10 MB.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>
    /// Width times height, in millions: what a picture says of itself before it is decoded. Each pixel takes 4 bytes while it is.
    /// </summary>
    [Range(1, 200, ErrorMessage = "Pictures:MaxMegapixels must be from 1 to 200.")]
    public int MaxMegapixels { get; set; } = 50;

    [Range(1, 100, ErrorMessage = "Pictures:MaxPerProduct must be from 1 to 100.")]
    public int MaxPerProduct { get; set; } = 20;

    /// <summary>How many are decoded at once.</summary>
    [Range(1, 16, ErrorMessage = "Pictures:AtOnce must be from 1 to 16.")]
    public int AtOnce { get; set; } = 1;

    /// <summary>How many more wait for it; who comes on top is told to come again (503).</summary>
    [Range(0, 100, ErrorMessage = "Pictures:Waiting must be from 0 to 100.")]
    public int Waiting { get; set; } = 8;
}
