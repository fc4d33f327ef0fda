using System.Data.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Hands on the database, past everything that guards it.</summary>
public static class RawSql
{
    public static async Task ExecuteSqlAsync(this TestShop shop, params string[] statements)
    {
        foreach (var sql in statements) await shop.ReadAsync(db => RunAsync(db, sql, command => command.ExecuteNonQueryAsync()));
    }

    /// <summary>The first column of every row, as text.</summary>
    public static Task<List<string>> QuerySqlAsync(this TestShop shop, string sql) =>
        shop.ReadAsync(db => RunAsync(db, sql, async command =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
                rows.Add(string.Join(" ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString())));
            return rows;
        }));

    /// <summary>The database's refusal of a statement; null when it was carried out.</summary>
    public static async Task<DbException?> ErrorOfAsync(this TestShop shop, string sql) =>
        (await Record.ExceptionAsync(() => shop.ExecuteSqlAsync(sql))).FindDbException();

    private static async Task<T> RunAsync<T>(ShopContext db, string sql, Func<DbCommand, Task<T>> run)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await run(command);
    }
}
