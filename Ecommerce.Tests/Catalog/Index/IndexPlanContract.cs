using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Catalog.Index;

/// <summary>What finds a list reads the rows that it needs through an index; the database itself says so.</summary>
public abstract class IndexPlanContract(TestDatabases databases, DatabaseProvider provider)
{
    /// <summary>Asks for the plan; numbers and words stand for the parameters.</summary>
    protected abstract string Explain(string statement);

    protected Task<TestShop> StartAsync() => TestShop.StartAsync(databases, provider);

    [Fact]
    public async Task Neither_postings_nor_products_are_scanned()
    {
        await using var shop = await StartAsync();
        await shop.AddProductAsync();
        var (index, sorts) = (shop.Get<IndexStatements>(), shop.Get<SortStatements>());
        Statement[] statements =
        [
            index.Pending,
            index.Postings([1], "Things"),
            index.PostingsOfBlock([1], 1),
            index.Texts([1]),
            index.Containing([1], ["word"]),
            sorts.Sorted([1], ProductSort.Name),
            .. new[] { ProductSort.PriceAscending, ProductSort.Name, ProductSort.NameEn }.SelectMany(sort => new[]
                { sorts.First(sort, 20), sorts.All(sort), sorts.Successors([1], sort) }),
            sorts.First(ProductSort.PriceDescending, 20),
        ];

        foreach (var statement in statements)
        {
            var plan = string.Join('\n', await shop.QuerySqlAsync(Explain(statement.Text)));
            Assert.DoesNotMatch(@"(Seq Scan on|SCAN) (search_postings|products|s|p|n)\b(?! USING COVERING)", plan);
        }
    }
}

public sealed class SqliteIndexPlanTests(TestDatabases databases) : IndexPlanContract(databases, DatabaseProvider.Sqlite)
{
    protected override string Explain(string statement) => $"EXPLAIN QUERY PLAN {statement}";
}

public sealed class PostgresIndexPlanTests(TestDatabases databases) : IndexPlanContract(databases, DatabaseProvider.Postgres)
{
    /// <summary>A sale changes the stock alone. No index knows the stock, so that PostgreSQL can change the row in place (HOT).</summary>
    [Fact]
    public async Task No_index_of_products_mentions_the_stock()
    {
        await using var shop = await StartAsync();

        Assert.Empty(await shop.QuerySqlAsync("SELECT indexdef FROM pg_indexes WHERE tablename = 'products' AND indexdef ~ 'stock'"));
    }

    protected override string Explain(string statement) =>
        "SET enable_seqscan = off; EXPLAIN " + statement
            .Replace("CAST($1 AS bigint[])", "CAST('{1}' AS bigint[])", StringComparison.Ordinal)
            .Replace("s.block = $2", "s.block = 1", StringComparison.Ordinal)
            .Replace("$1", "'indexed'", StringComparison.Ordinal)
            .Replace("$2", "'word'", StringComparison.Ordinal);
}
