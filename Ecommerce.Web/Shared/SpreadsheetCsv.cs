using CsvHelper;

namespace Ecommerce.Web.Shared;

/// <summary>
/// CSV (RFC 4180) that spreadsheets open as text and numbers: UTF-8 with a byte order mark, without which they guess another encoding.
/// </summary>
public static class SpreadsheetCsv
{
    /// <summary>
    /// With these a spreadsheet takes a cell for a formula (OWASP, "CSV Injection"). CsvHelper's own check knows ASCII alone, while the
    /// wide ones count where Hangul is typed, and it does not look behind leading spaces.
    /// </summary>
    private const string FormulaStarts = "=+-@\t\r\n|%＝＋－＠";

    private const char Guard = '\'';

    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    public static CsvWriter Open(Stream stream) => CsvWriter.Create(stream, Options, leaveOpen: true);

    /// <summary>A cell that is text, whatever somebody wrote into it: a guard stands before what could be a formula.</summary>
    public static void WriteText(this CsvWriter csv, string text) =>
        csv.WriteField(NeedsGuard(text) ? Guard + text : text, CsvQuoting.Always);

    /// <summary>A cell without the guard that <see cref="WriteText"/> put there.</summary>
    public static string ReadText(string cell) => cell.StartsWith(Guard) && NeedsGuard(cell[1..]) ? cell[1..] : cell;

    /// <summary>Also what looks guarded already, or reading would take off what somebody wrote.</summary>
    private static bool NeedsGuard(string text) => FormulaStarts.Contains(text.TrimStart(Guard).TrimStart(' ').FirstOrDefault());
}
