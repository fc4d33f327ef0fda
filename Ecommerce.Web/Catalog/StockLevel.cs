using Ecommerce.Core.Catalog;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Web.Catalog;

/// <summary>How a stock is told to a shopper: the exact number, with a warning when it runs out.</summary>
public static class StockLevel
{
    public static string ClassOf(int stock) => stock == 0 ? "out" : stock <= Product.LowStock ? "low" : "in";

    public static string TextOf(int stock, IStringLocalizer<CatalogText> text) =>
        stock == 0 ? text["SoldOut"] : stock <= Product.LowStock ? text["OnlyLeft", stock] : text["InStock", stock];
}
