namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>
/// What a picture's file name says about its product: the SKU, or the SKU, a dash and a number of up to three digits
/// (<c>TEA-001.jpg</c>, <c>TEA-001-2.png</c>). A SKU may end in such a number itself, so the whole name is looked for first.
/// </summary>
/// <param name="Whole">Without folders and the ending behind the last point.</param>
/// <param name="Base">Without the number; null where there is none.</param>
public sealed record PictureName(string Whole, string? Base)
{
    private const int MaxDigits = 3;

    public static PictureName Of(string fileName)
    {
        var whole = Path.GetFileNameWithoutExtension(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]);
        var dash = whole.LastIndexOf('-');
        var digits = whole.Length - dash - 1;
        var isNumbered = dash > 0 && digits is > 0 and <= MaxDigits && whole.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        return new(whole, isNumbered ? whole[..dash] : null);
    }
}
