using CsvHelper;
using Ecommerce.Core.Catalog.Import;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Catalog;

/// <summary>Products as a file: a header, and a line for each. What is written here is read here again as it was.</summary>
public static class ProductCsv
{
    /// <summary>Largest file, in bytes: 20 MB.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>A line of the longest texts, each character of which may take four bytes and be doubled.</summary>
    private const int MaxLineBytes = 128 * 1024;

    /// <summary>So much of a file is sent at once.</summary>
    private const int PartBytes = 64 * 1024;

    private static readonly string[] Needed = ["sku", "name", "price", "stock", "category"];
    private static readonly string[] Optional = ["nameEn", "description", "descriptionEn", "published"];

    private static readonly CsvReaderOptions Options = new()
    {
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = MaxLineBytes,
    };

    /// <summary>
    /// The lines of a file in UTF-8, with or without a byte order mark, and what could not be read: a column that is missing, unknown or
    /// twice there; a line with more or fewer cells than the header; quotes that don't close.
    /// </summary>
    public static (IReadOnlyList<ImportLine> Lines, IReadOnlyList<ImportError> Errors) Read(byte[] file)
    {
        var (lines, errors) = (new List<ImportLine>(), new List<ImportError>());
        using var csv = CsvReader.Create(file, Options);
        try
        {
            var columns = csv.Headers.Select(h => h.Trim('\uFEFF', ' ')).ToList();
            errors.AddRange(CheckHeader(columns));
            if (errors.Count > 0) return (lines, errors);
            var place = columns.Index().ToDictionary(c => c.Item, c => c.Index);
            while (csv.Read())
            {
                if (csv.FieldCount != columns.Count)
                    errors.Add(new((int)csv.LineNumber, "line", $"Must have {columns.Count} cells and has {csv.FieldCount}."));
                else lines.Add(LineOf(csv, place));
            }
        }
        catch (CsvFormatException error)
        {
            errors.Add(new((int)Math.Max(1, error.LineNumber), "line", "Is no CSV: a quote is missing, or the line is too long."));
        }

        return (lines, errors);
    }

    /// <summary>Writes the products, some at a time while they are read.</summary>
    public static async Task WriteAsync(Stream file, IAsyncEnumerable<ExportedProduct> products, CancellationToken cancellationToken)
    {
        // The writer fills this: it writes without waiting, which an answer's stream refuses.
        using var part = new MemoryStream();
        using var csv = SpreadsheetCsv.Open(part);
        csv.WriteHeader([.. Needed, .. Optional]);
        await foreach (var product in products.WithCancellation(cancellationToken))
        {
            if (part.Length > PartBytes) await SendAsync();
            csv.WriteText(product.Sku);
            csv.WriteText(product.Name);
            csv.WriteField(product.Price);
            csv.WriteField(product.Stock);
            csv.WriteText(product.Category);
            csv.WriteText(product.NameEn ?? "");
            csv.WriteText(product.Description);
            csv.WriteText(product.DescriptionEn ?? "");
            csv.WriteField(product.Published ? "true" : "false");
            csv.EndRecord();
        }

        await SendAsync();

        async Task SendAsync()
        {
            csv.Flush();
            await file.WriteAsync(part.GetBuffer().AsMemory(0, (int)part.Length), cancellationToken);
            part.SetLength(0);
        }
    }

    private static IEnumerable<ImportError> CheckHeader(IReadOnlyList<string> columns) =>
    [
        .. Needed.Except(columns).Select(c => new ImportError(1, c, "The header has no such column.")),
        .. columns.Except([.. Needed, .. Optional]).Select(c => new ImportError(1, Shown(c), "The header has a column that is not known.")),
        .. columns.GroupBy(c => c).Where(c => c.Count() > 1).Select(c => new ImportError(1, Shown(c.Key), "The header has it twice.")),
    ];

    private static string Shown(string column) => Core.Common.Validation.Cut(column, 50);

    private static ImportLine LineOf(CsvReader csv, Dictionary<string, int> place)
    {
        return new(
            (int)csv.LineNumber,
            Cell("sku")!,
            Cell("name")!,
            Cell("price")!,
            Cell("stock")!,
            Cell("category")!,
            Cell("nameEn"),
            Cell("description"),
            Cell("descriptionEn"),
            Cell("published"));

        string? Cell(string column) =>
            place.TryGetValue(column, out var index) ? SpreadsheetCsv.ReadText(csv.GetString(index)) : null;
    }
}
