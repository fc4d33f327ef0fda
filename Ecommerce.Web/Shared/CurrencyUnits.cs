using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Core.Common;

namespace Ecommerce.Web.Shared;

/// <summary>The decimals of currencies, and amounts of minor units as they are typed and exported: 11002 in USD is 110.02.</summary>
public static partial class CurrencyUnits
{
    private const int Usual = 2;

    /// <summary>
    /// The minor units of ISO 4217 where they are not two decimals
    /// (https://www.six-group.com/en/products-services/financial-information/data-standards.html, list one).
    /// </summary>
    private static readonly FrozenDictionary<string, int> Unusual =
        new (int Decimals, string Currencies)[]
        {
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (4, "CLF UYW"),
        }
        .SelectMany(group => group.Currencies.Split(' ').Select(currency => (currency, group.Decimals)))
        .ToFrozenDictionary(pair => pair.currency, pair => pair.Decimals);

    /// <param name="currency">ISO 4217 code.</param>
    public static int Decimals(string currency) => Unusual.GetValueOrDefault(currency, Usual);

    /// <summary>How many minor units make one of the currency: 100 for USD, 1 for KRW.</summary>
    public static long PerUnit(string currency) => Decimals(currency) switch
    {
        0 => 1,
        2 => 100,
        3 => 1_000,
        _ => 10_000,
    };

    /// <param name="amount">In minor units.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public static decimal Of(long amount, string currency) => amount / (decimal)PerUnit(currency);

    /// <summary>The amount as a plain number with all of the currency's decimals, for fields and files: 110.02.</summary>
    public static string Text(long amount, string currency) =>
        Of(amount, currency).ToString("F" + Decimals(currency), CultureInfo.InvariantCulture);

    /// <summary>
    /// Minor units of an amount that somebody typed: 25, 25.5, 1,250.00, or ２５ as a Korean keyboard may type it. Null for what is no
    /// number, has more decimals than the currency, or is too large to be counted. A comma is only read between thousands.
    /// </summary>
    public static long? Read(string? typed, string currency)
    {
        var text = InvisibleText.Plain(typed);
        if (!Number().IsMatch(text)) return null;
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var units)) return null;
        if (Math.Abs(units) > long.MaxValue / PerUnit(currency)) return null;
        var amount = units * PerUnit(currency);
        return amount == decimal.Truncate(amount) ? (long)amount : null;
    }

    [GeneratedRegex(@"^-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?$")]
    private static partial Regex Number();
}
