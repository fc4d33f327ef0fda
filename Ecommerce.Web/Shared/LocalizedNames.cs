using System.Globalization;
using Ecommerce.Core.Catalog;

namespace Ecommerce.Web.Shared;

/// <summary>Names of the catalog in the visitor's language: the English one where there is one and English is read.</summary>
public static class LocalizedNames
{
    public static string Pick(string name, string? english) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && !string.IsNullOrEmpty(english) ? english : name;

    public static string DisplayName(this IBilingualName named) => Pick(named.Name, named.NameEn);

    public static string DisplayDescription(this ProductView product) => Pick(product.Description, product.DescriptionEn);

    public static string DisplayCategory(this ProductView product) => Pick(product.Category, product.CategoryEn);

    public static string DisplayCategory(this ProductRecord product) => Pick(product.Category, product.CategoryEn);
}
