using System.Globalization;
using Ecommerce.Core.Catalog;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Admin.Products;

/// <summary>Pieces as somebody types them, and how they differ from the books.</summary>
public static class CountedPieces
{
    /// <summary>Null for what is no number of pieces.</summary>
    public static int? Read(string? typed) =>
        TypedNumber.Whole(typed) is >= 0 and <= Product.MaxStock and var pieces ? (int)pieces : null;

    /// <summary>With its sign: +3, -3, 0.</summary>
    public static string WithSign(int difference) => difference.ToString("+0;-0;0", CultureInfo.InvariantCulture);
}
