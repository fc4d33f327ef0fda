using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Every row of every table, to tell whether anything has changed.</summary>
public static class DatabaseContents
{
    public static Task<SortedDictionary<string, string[]>> ContentsAsync(this TestShop shop) => shop.ReadAsync(async db =>
    {
        var contents = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!)) contents[table] = await RowsAsync(db, table);
        return contents;
    });

    private static async Task<string[]> RowsAsync(ShopContext db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}")));
        return rows.Order(StringComparer.Ordinal).ToArray();
    }
}
