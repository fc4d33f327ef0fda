using System.Globalization;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog.Import;

/// <summary>A line that can be applied.</summary>
/// <param name="Published">Null leaves it as it is; a new product is published.</param>
internal sealed record ImportRow(string Sku, ProductEdit Edit, int Stock, bool? Published, bool HasNameEn, bool HasText, bool HasTextEn)
{
    /// <summary>The good lines by their number, and all that is wrong with the others.</summary>
    public static (Dictionary<string, ImportRow> Rows, List<ImportError> Errors) Check(IEnumerable<ImportLine> lines)
    {
        var rows = new Dictionary<string, ImportRow>();
        var errors = new List<ImportError>();
        var places = new Dictionary<string, int>();
        foreach (var line in lines)
        {
            var validation = new Validation();
            var row = Of(line, validation);
            if (row.Sku.Length > 0 && !places.TryAdd(row.Sku, line.Number))
                validation.Require(false, "sku", $"Is in line {places[row.Sku]} as well.");
            if (validation.Failure is { } failure)
                errors.AddRange(failure.Errors.SelectMany(e => e.Value.Select(message => new ImportError(line.Number, e.Key, message))));
            else rows.Add(row.Sku, row);
        }

        return (rows, errors);
    }

    private static ImportRow Of(ImportLine line, Validation validation)
    {
        var (price, stock) = (Digits(line.Price), Digits(line.Stock));
        bool? published = null;
        if (line.Published?.Trim() is { Length: > 0 } text)
        {
            validation.Require(bool.TryParse(text, out var isPublished), "published", "Must be true or false.");
            published = isPublished;
        }

        var edit = new ProductEdit(
            line.Name,
            price ?? 0,
            line.Category,
            line.Description,
            NameEn: line.NameEn,
            DescriptionEn: line.DescriptionEn,
            Sku: line.Sku).Check(validation);
        validation.Require(!string.IsNullOrWhiteSpace(line.Sku), "sku", "Is missing.");
        validation.Require(stock is >= 0 and <= Product.MaxStock, "stock", $"Must be an integer from 0 to {Product.MaxStock}.");
        return new(
            edit.Sku ?? "",
            edit,
            (int)Math.Clamp(stock ?? 0, 0, Product.MaxStock),
            published,
            line.NameEn is not null,
            line.Description is not null,
            line.DescriptionEn is not null);
    }

    private static long? Digits(string text) =>
        long.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
