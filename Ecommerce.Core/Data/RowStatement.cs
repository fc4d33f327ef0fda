using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Data;

/// <summary>
/// A statement that writes rows: one by itself, or any number together where the database takes rows in parameters. Either way a text of
/// its own, so that it is planned once.
/// </summary>
internal sealed class RowStatement
{
    private readonly Dialect dialect;
    private readonly IReadOnlyList<Type> types;
    private readonly string one;
    private readonly string? many;

    private RowStatement(Dialect dialect, IReadOnlyList<Type> types, string one, Func<string, string> many)
    {
        this.dialect = dialect;
        this.types = types;
        this.one = one;
        this.many = dialect.RowTable(types) is { } rows ? many(rows) : null;
    }

    /// <summary>An insert of these columns. Rows that the database numbers get their numbers in order.</summary>
    public static RowStatement Insert(Dialect dialect, string table, IReadOnlyList<(string Name, Type Type)> columns)
    {
        var into = $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))})";
        var numbers = Enumerable.Range(1, columns.Count).ToList();
        return new(
            dialect,
            columns.Select(c => c.Type).ToList(),
            $"{into} VALUES ({string.Join(", ", numbers.Select(i => $"${i}"))})",
            rows => $"{into} SELECT {string.Join(", ", numbers.Select(i => $"r.v{i}"))} FROM {rows} ORDER BY r.n");
    }

    /// <summary>An update of the rows that a condition names by <c>$1</c>, <c>$2</c> …</summary>
    /// <param name="types">What the parameters hold.</param>
    public static RowStatement Update(Dialect dialect, string table, string set, string condition, params Type[] types) =>
        new(
            dialect,
            types,
            $"UPDATE {table} SET {set} WHERE {condition}",
            rows => dialect.UpdateOfMany(table, OfRow(set), rows, OfRow(condition)));

    /// <summary>Writes the rows, each with a value for each parameter.</summary>
    public IEnumerable<Statement> Of(IReadOnlyList<object[]> rows) =>
        rows.Count > 1 && many is not null
            ? [new(many, dialect.RowValues(types, rows))]
            : rows.Select(row => new Statement(one, row));

    private static string OfRow(string text) => text.Replace("$", "r.v", StringComparison.Ordinal);
}
