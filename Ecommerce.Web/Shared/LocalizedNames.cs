using System.Globalization;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Ordering;

namespace Ecommerce.Web.Shared;

/// <summary>Names of the catalog in the visitor's language: the English one where there is one and English is read.</summary>
public static class LocalizedNames
{
    public static string Pick(string name, string? english) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && !string.IsNullOrEmpty(english) ? english : name;

    public static string DisplayName(this ProductSummary product) => Pick(product.Name, product.NameEn);

    public static string DisplayName(this ProductView product) => Pick(product.Name, product.NameEn);

    public static string DisplayDescription(this ProductView product) => Pick(product.Description, product.DescriptionEn);

    public static string DisplayCategory(this ProductView product) => Pick(product.Category, product.CategoryEn);

    public static string DisplayName(this ProductRecord product) => Pick(product.Name, product.NameEn);

    public static string DisplayCategory(this ProductRecord product) => Pick(product.Category, product.CategoryEn);

    public static string DisplayName(this CategoryView category) => Pick(category.Name, category.NameEn);

    public static string DisplayName(this CartLine line) => Pick(line.Name, line.NameEn);

    public static string DisplayName(this OrderLineView line) => Pick(line.Name, line.NameEn);
}
