namespace Ecommerce.Core.Catalog.Import;

/// <summary>A line of a product file as it was read. Null is a column that the file does not have: what it names stays as it is.</summary>
/// <param name="Number">Where it begins in the file, from 1.</param>
/// <param name="Price">In minor units, as digits.</param>
/// <param name="Stock">Pieces that are there, as digits.</param>
/// <param name="Published"><c>true</c> or <c>false</c>; empty is as if the column were not there.</param>
public sealed record ImportLine(
    int Number,
    string Sku,
    string Name,
    string Price,
    string Stock,
    string Category,
    string? NameEn = null,
    string? Description = null,
    string? DescriptionEn = null,
    string? Published = null);

/// <summary>What is wrong with a line.</summary>
/// <param name="Field">The column.</param>
public sealed record ImportError(int Line, string Field, string Message);

/// <param name="Created">Products that are new.</param>
/// <param name="Updated">Products that become something else; their stock counts.</param>
/// <param name="Errors">All that is wrong; then nothing was applied.</param>
public sealed record ImportReport(int Created, int Updated, int Unchanged, IReadOnlyList<ImportError> Errors, bool Applied);
