using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>SQL of the index.</summary>
public sealed class IndexStatements(Dialect dialect)
{
    /// <summary>
    /// The products that the index does not know as they are: changed ones (they are in product_changes) and new ones (their ids are behind
    /// the last that was indexed). Their text is null when shoppers don't see them.
    /// </summary>
    private readonly string pending =
        $"""
        SELECT c.product_id, CASE WHEN p.published = {dialect.True} THEN p.search_text END, p.category_id, p.stock
        FROM (SELECT product_id FROM (SELECT product_id FROM product_changes LIMIT {ProductIndex.MaxPending + 1}) changed
            UNION
            SELECT id FROM (SELECT id FROM products WHERE id > (SELECT number FROM revisions WHERE name = $1)
                ORDER BY id LIMIT {ProductIndex.MaxPending + 1}) added) c
        LEFT JOIN products p ON p.id = c.product_id
        """;

    /// <summary>CROSS JOIN makes SQLite begin with the few terms; to the others it says nothing new.</summary>
    private readonly string postings =
        $"""
        SELECT t.id, s.block, s.ids
        FROM (SELECT id FROM {dialect.IdTable} i UNION ALL SELECT -id FROM categories WHERE name = $2 OR name_en = $2) t
        CROSS JOIN search_postings s
        WHERE s.term = t.id
        """;

    private readonly string postingsOfBlock =
        $"SELECT s.term, s.ids FROM {dialect.IdTable} i CROSS JOIN search_postings s WHERE s.term = i.id AND s.block = $2";

    private readonly string texts =
        $"""
        SELECT p.id, CASE WHEN p.published = {dialect.True} THEN p.search_text END, p.category_id, p.stock
        FROM {dialect.IdTable} i CROSS JOIN products p
        WHERE p.id = i.id
        """;

    private readonly string removeChanges = $"DELETE FROM product_changes WHERE id IN (SELECT id FROM {dialect.IdTable} i)";

    private readonly string lockCatalog = dialect.LockingRead("number", "revisions", "name = $1");

    /// <summary>A row: the catalog's revision, how often the index learned, how many changes wait for it (few, or very many).</summary>
    public Statement State { get; } = new(
        "SELECT (SELECT number FROM revisions WHERE name = $1), (SELECT number FROM revisions WHERE name = $2), "
        + $"(SELECT COUNT(*) FROM (SELECT id FROM product_changes LIMIT {ProductIndex.MaxPending + 1}) c)",
        [Revision.Catalog, Revision.Folded],
        Reads: true);

    public Statement Pending => new(pending, [Revision.Indexed], Reads: true);

    /// <summary>The postings of the terms and of the category with this name, if it is not empty.</summary>
    public Statement Postings(long[] terms, string category) => new(postings, [dialect.IdsValue(terms), category], Reads: true);

    public static Statement Categories(string name) =>
        new("SELECT id FROM categories WHERE name = $1 OR name_en = $1", [name], Reads: true);

    /// <summary>Those of the products whose text contains all words.</summary>
    public Statement Containing(long[] ids, IReadOnlyList<string> words)
    {
        var conditions = words.Select((_, i) => $" AND {dialect.Contains("p.search_text", $"${i + 2}")}");
        return new(
            $"SELECT p.id FROM {dialect.IdTable} i CROSS JOIN products p WHERE p.id = i.id{string.Concat(conditions)}",
            [dialect.IdsValue(ids), .. words],
            Reads: true);
    }

    /// <summary>Nobody changes the catalog, or the index, until the transaction ends. Sales go on.</summary>
    public Statement LockCatalog => new(lockCatalog, [Revision.Catalog], Reads: true);

    public static Statement Changes(int count) => new(
        "SELECT id, product_id, old_text, old_category_id, stock_only FROM product_changes ORDER BY id LIMIT $1", [count], Reads: true);

    public static Statement Added(int count) => new(
        "SELECT id FROM products WHERE id > (SELECT number FROM revisions WHERE name = $1) ORDER BY id LIMIT $2",
        [Revision.Indexed, count],
        Reads: true);

    public Statement Texts(long[] ids) => new(texts, [dialect.IdsValue(ids)], Reads: true);

    public Statement PostingsOfBlock(long[] terms, int block) => new(postingsOfBlock, [dialect.IdsValue(terms), block], Reads: true);

    public static Statement Write(long term, int block, byte[] ids) => new(
        "INSERT INTO search_postings (term, block, ids) VALUES ($1, $2, $3) ON CONFLICT (term, block) DO UPDATE SET ids = excluded.ids",
        [term, block, ids]);

    public static Statement Remove(long term, int block) =>
        new("DELETE FROM search_postings WHERE term = $1 AND block = $2", [term, block]);

    public Statement RemoveChanges(long[] ids) => new(removeChanges, [dialect.IdsValue(ids)]);

    public static Statement Indexed(long upTo) => new("UPDATE revisions SET number = $1 WHERE name = $2", [upTo, Revision.Indexed]);

    public static Statement CountFold { get; } = new("UPDATE revisions SET number = number + 1 WHERE name = $1", [Revision.Folded]);
}
