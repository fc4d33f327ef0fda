using System.Globalization;
using System.Text;
using Ecommerce.Core.Ranking;

namespace Ecommerce.Web.Ranking;

/// <summary>A ranking as CSV (RFC 4180) that spreadsheets open as text and numbers, whatever a product is called.</summary>
public static class RankingCsv
{
    /// <summary>With these a spreadsheet takes a cell for a formula (OWASP, "CSV Injection"); the wide ones count where Hangul is typed.</summary>
    private const string FormulaStarts = "=+-@\t\r\n|%＝＋－＠";

    /// <summary>UTF-8 with a byte order mark, without which spreadsheets guess another encoding.</summary>
    public static byte[] Write(IEnumerable<RankedProduct> rows)
    {
        var csv = new StringBuilder("rank,productId,name,quantitySold,revenue\r\n");
        foreach (var row in rows)
            csv.Append(CultureInfo.InvariantCulture, $"{row.Rank},{row.ProductId},{Text(row.Name)},{row.QuantitySold},{row.Revenue}\r\n");
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(csv.ToString())];
    }

    private static string Text(string text)
    {
        var harmless = FormulaStarts.Contains(text.TrimStart(' ').FirstOrDefault()) ? "'" + text : text;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
