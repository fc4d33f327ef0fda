namespace Ecommerce.Core.Catalog.Index;

/// <summary>
/// What the index knows a product by, as numbers: each character of its folded text, each two that stand together, its category, that it
/// is published, that it is sold out. Characters are UTF-16 units, so one that takes two is found like any two.
/// </summary>
internal static class ProductTerms
{
    /// <summary>Every published product has it.</summary>
    public const long Published = 0;

    /// <summary>Also of products that are not published.</summary>
    public const long SoldOut = long.MaxValue;

    /// <summary>Words up to this long are one term; of longer ones the terms tell only which products may hold them.</summary>
    public const int MaxExactWord = 2;

    public static long OfCategory(long id) => -id;

    /// <summary>The terms of a folded text, some of them more than once.</summary>
    public static IEnumerable<long> OfText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            yield return text[i];
            if (i > 0) yield return Pair(text, i - 1);
        }
    }

    /// <summary>Terms that every text with the word has: four at most, which cover its beginning, its end and what is between.</summary>
    public static IEnumerable<long> OfWord(string word)
    {
        if (word.Length == 1) return [word[0]];
        var last = word.Length - 2;
        return new[] { 0, last / 3, last * 2 / 3, last }.Distinct().Select(i => Pair(word, i));
    }

    private static long Pair(string text, int at) => ((long)text[at] << 16) | text[at + 1];
}
