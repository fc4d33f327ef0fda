using System.Globalization;
using Ecommerce.Core.Ordering;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Ordering;

/// <summary>Sales by day as a file for spreadsheets.</summary>
public static class SalesCsv
{
    /// <summary>For clients of the API: amounts in minor units, as everywhere in the API.</summary>
    public static byte[] Write(IEnumerable<SoldDay> days) =>
        Write(days, "revenue", "refunded", amount => amount.ToString(CultureInfo.InvariantCulture));

    /// <summary>For people: amounts in units and decimals of the currency, which their columns name.</summary>
    public static byte[] Write(IEnumerable<SoldDay> days, string currency) =>
        Write(days, $"revenue ({currency})", $"refunded ({currency})", amount => CurrencyUnits.Text(amount, currency));

    private static byte[] Write(IEnumerable<SoldDay> days, string revenueColumn, string refundedColumn, Func<long, string> amount)
    {
        using var file = new MemoryStream();
        using (var csv = SpreadsheetCsv.Open(file))
        {
            csv.WriteHeader("date", "orders", revenueColumn, "cancelled", refundedColumn);
            foreach (var day in days)
            {
                csv.WriteField(day.Date, "yyyy-MM-dd");
                csv.WriteField(day.Orders);
                csv.WriteField(amount(day.Revenue));
                csv.WriteField(day.Cancelled);
                csv.WriteField(amount(day.Refunded));
                csv.EndRecord();
            }
        }

        return file.ToArray();
    }
}
