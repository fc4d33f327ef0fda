using System.Collections.Concurrent;
using System.Globalization;

namespace Ecommerce.Web.Shared;

/// <summary>Amounts as people read them: ₩12,300.</summary>
public static class MoneyFormat
{
    private static readonly ConcurrentDictionary<string, NumberFormatInfo> Formats = new();

    /// <param name="amount">In the currency's minor unit.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="withSign">Shows a plus sign too.</param>
    public static string Of(long amount, string currency, bool withSign = false)
    {
        var format = Formats.GetOrAdd(currency, FormatOf);
        return (withSign && amount > 0 ? "+" : "") + CurrencyUnits.Of(amount, currency).ToString("C", format);
    }

    /// <summary>The symbol as the currency's own country writes it; the code itself for one that no culture knows.</summary>
    private static NumberFormatInfo FormatOf(string currency)
    {
        var home = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Where(c => !c.IsNeutralCulture && c.LCID != CultureInfo.InvariantCulture.LCID)
            .FirstOrDefault(c => new RegionInfo(c.Name).ISOCurrencySymbol == currency);
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        format.CurrencySymbol = home is null ? currency + " " : new RegionInfo(home.Name).CurrencySymbol;
        format.CurrencyDecimalDigits = CurrencyUnits.Decimals(currency);
        format.CurrencyPositivePattern = 0; // ₩1
        format.CurrencyNegativePattern = 1; // -₩1
        return format;
    }
}
