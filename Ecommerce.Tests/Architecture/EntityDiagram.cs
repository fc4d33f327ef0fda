using System.Text;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Tests.Architecture;

/// <summary>The tables as a Mermaid erDiagram, from the model that the application runs on.</summary>
public static class EntityDiagram
{
    /// <summary>Of the framework's tables those that the shop's own refer to, and the keys.</summary>
    private static readonly string[] FrameworkTables = ["users", "roles", "user_roles", "data_protection_keys"];

    public static string Draw(ShopContext db)
    {
        var tables = db.Model.GetEntityTypes()
            .Where(e => e.ClrType.Assembly == typeof(ShopContext).Assembly || FrameworkTables.Contains(e.GetTableName()))
            .OrderBy(e => e.GetTableName(), StringComparer.Ordinal)
            .ToList();
        var text = new StringBuilder("erDiagram\n");
        foreach (var key in tables.SelectMany(t => t.GetForeignKeys()).OrderBy(Relationship, StringComparer.Ordinal))
            text.Append(Relationship(key));
        foreach (var table in tables)
        {
            text.Append("    ").Append(table.GetTableName()).Append(" {\n");
            foreach (var column in table.GetProperties().OrderBy(p => p.IsPrimaryKey() ? 0 : 1)) text.Append(Column(column));
            text.Append("    }\n");
        }

        return text.ToString();
    }

    private static string Relationship(IForeignKey key)
    {
        var one = key.IsRequired ? "||" : "|o";
        var many = key.IsUnique ? "o|" : "o{";
        var columns = string.Join(", ", key.Properties.Select(p => p.GetColumnName()));
        return $"    {key.PrincipalEntityType.GetTableName()} {one}--{many} {key.DeclaringEntityType.GetTableName()} : {columns}\n";
    }

    private static string Column(IProperty column)
    {
        var uniques = column.GetContainingIndexes().Where(i => i.IsUnique).ToList();
        var marks = new List<string>();
        if (column.IsPrimaryKey()) marks.Add("PK");
        if (column.IsForeignKey()) marks.Add("FK");
        if (uniques.Any(i => i.Properties.Count == 1)) marks.Add("UK");

        var notes = new List<string>();
        if (column.IsNullable) notes.Add("may be null");
        foreach (var index in uniques.Where(i => i.Properties.Count > 1 && i.Properties[0] == column))
            notes.Add($"unique with {string.Join(" and ", index.Properties.Skip(1).Select(p => p.GetColumnName()))}");

        var line = $"        {TypeOf(column)} {column.GetColumnName()}";
        if (marks.Count > 0) line += $" {string.Join(", ", marks)}";
        if (notes.Count > 0) line += $" \"{string.Join("; ", notes)}\"";
        return line + "\n";
    }

    private static string TypeOf(IProperty column) => (Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType) switch
    {
        var t when t == typeof(long) => "bigint",
        var t when t == typeof(int) => "int",
        var t when t == typeof(bool) => "boolean",
        var t when t == typeof(DateTime) || t == typeof(DateTimeOffset) => "timestamp",
        var t when t == typeof(DateOnly) => "date",
        _ => column.GetMaxLength() is { } length ? $"varchar({length})" : "text",
    };
}
