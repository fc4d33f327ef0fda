using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>SQL for the orders of the catalog that do not follow from the ids.</summary>
public sealed class SortStatements(Dialect dialect)
{
    /// <summary>The column that the order goes by; products that are alike in it are in the order of their ids.</summary>
    private static string KeyOf(ProductSort sort) => sort switch
    {
        ProductSort.PriceAscending or ProductSort.PriceDescending => "price",
        ProductSort.Name => "name_sort_key",
        ProductSort.NameEn => "name_sort_key_en",
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    /// <summary>The published ones among the products, in order.</summary>
    public Statement Sorted(long[] ids, ProductSort sort) => new(
        $"SELECT p.id FROM {dialect.IdTable} i CROSS JOIN products p WHERE p.id = i.id AND p.published = {dialect.True} "
        + $"ORDER BY {OrderBy("p", sort)}",
        [dialect.IdsValue(ids)],
        Reads: true);

    /// <summary>The first of all published products, in order. The number is in the text: the database plans by it.</summary>
    public Statement First(ProductSort sort, int count) => new(
        $"SELECT id FROM products WHERE published = {dialect.True} ORDER BY {OrderBy("products", sort)} LIMIT {count}", [], Reads: true);

    /// <summary>All published products in order.</summary>
    public Statement All(ProductSort sort) => new(
        $"SELECT id FROM products WHERE published = {dialect.True} ORDER BY {OrderBy("products", sort)}", [], Reads: true);

    /// <summary>
    /// For those of the products that are published, in ascending order: itself, and the first one behind it that is not among them (null:
    /// there is none).
    /// </summary>
    public Statement Successors(long[] ids, ProductSort sort)
    {
        var key = KeyOf(sort);
        var others = $"n.published = {dialect.True} AND n.id NOT IN (SELECT id FROM {dialect.IdTable} o)";
        return new(
            $"""
            SELECT p.id, COALESCE(
                (SELECT n.id FROM products n WHERE {others} AND n.{key} = p.{key} AND n.id > p.id ORDER BY n.id LIMIT 1),
                (SELECT n.id FROM products n WHERE {others} AND n.{key} > p.{key} ORDER BY n.{key}, n.id LIMIT 1))
            FROM {dialect.IdTable} i CROSS JOIN products p
            WHERE p.id = i.id AND p.published = {dialect.True}
            ORDER BY p.{key}, p.id
            """,
            [dialect.IdsValue(ids)],
            Reads: true);
    }

    private static string OrderBy(string table, ProductSort sort)
    {
        var direction = sort == ProductSort.PriceDescending ? " DESC" : "";
        return $"{table}.{KeyOf(sort)}{direction}, {table}.id{direction}";
    }
}
