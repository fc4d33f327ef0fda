using System.Text;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// How text is folded before it is searched, on both sides of the comparison: composed (Hangul may arrive decomposed), lower case, and
/// without characters that can't be seen. A search is a substring match on the folded text, so two-syllable Korean words are found without
/// a stemmer, the same way on every database.
/// </summary>
public static class SearchText
{
    /// <summary>More words than this do not narrow a search any further.</summary>
    public const int MaxWords = 8;

    /// <summary>In UTF-16 units: what of a search is looked for; the rest is not read.</summary>
    public const int MaxLength = 200;

    public static string Of(Product product, Category category) => Fold(string.Join(
        '\n', product.Name, product.NameEn, category.Name, category.NameEn, product.Description, product.DescriptionEn)
        + (product.Sku is null ? "" : '\n' + product.Sku));

    /// <summary>The words of a search, each of which a product must contain.</summary>
    public static IReadOnlyList<string> WordsOf(string search) =>
        Fold(Validation.Storable(Validation.Cut(search, MaxLength)))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords).ToArray();

    /// <summary>The products that contain every word of the search; all of them when it has none.</summary>
    internal static IQueryable<Product> Containing(this IQueryable<Product> products, string? search) =>
        WordsOf(search ?? "").Aggregate(products, (found, word) => found.Where(p => p.SearchText.Contains(word)));

    private static string Fold(string text) => InvisibleText.Remove(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
}
