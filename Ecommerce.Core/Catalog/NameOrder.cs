using System.Globalization;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// The order of names in a language's lists, as bytes that every database sorts alike: case and width matter least, digits and letters
/// stand where a reader of that language looks for them (Unicode collation, by ICU).
/// </summary>
public sealed class NameOrder(string culture)
{
    /// <summary>In bytes. Names alike up to there are in the order of their ids; SQL Server's index holds no longer ones.</summary>
    public const int MaxKeyLength = 400;

    public static readonly NameOrder Korean = new("ko-KR");

    public static readonly NameOrder English = new("en-US");

    private readonly CompareInfo compare = CultureInfo.GetCultureInfo(culture).CompareInfo;

    public byte[] KeyOf(string name)
    {
        var key = compare.GetSortKey(name).KeyData;
        return key.Length > MaxKeyLength ? key[..MaxKeyLength] : key;
    }
}
