using System.Globalization;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Ranking;

/// <summary>A ranking as a file for spreadsheets.</summary>
public static class RankingCsv
{
    /// <summary>For clients of the API: the revenue in minor units, as everywhere in the API.</summary>
    public static byte[] Write(IEnumerable<RankedProduct> rows) =>
        Write(rows, "revenue", revenue => revenue.ToString(CultureInfo.InvariantCulture));

    /// <summary>For people: the revenue in units and decimals of the currency, which its column names.</summary>
    public static byte[] Write(IEnumerable<RankedProduct> rows, string currency) =>
        Write(rows, $"revenue ({currency})", revenue => CurrencyUnits.Text(revenue, currency));

    private static byte[] Write(IEnumerable<RankedProduct> rows, string revenueColumn, Func<long, string> revenue)
    {
        using var file = new MemoryStream();
        using (var csv = SpreadsheetCsv.Open(file))
        {
            csv.WriteHeader("rank", "productId", "name", "quantitySold", revenueColumn);
            foreach (var row in rows)
            {
                csv.WriteField(row.Rank);
                csv.WriteField(row.ProductId);
                csv.WriteText(row.Name);
                csv.WriteField(row.QuantitySold);
                csv.WriteField(revenue(row.Revenue));
                csv.EndRecord();
            }
        }

        return file.ToArray();
    }
}
