using System.Text;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Import;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Catalog;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Catalog.Import;

/// <summary>A product file is applied as a whole or not at all, and its stock by movements.</summary>
public abstract class ImportContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    private const string Header = "sku,name,price,stock,category,nameEn,description,descriptionEn,published\n";

    [Fact]
    public async Task Makes_what_is_new_and_changes_what_is_there_and_says_so_before()
    {
        await using var shop = await StartAsync();
        var old = (await shop.First.CreateAsync(new("의자", 100, "가구", Sku: "A-1"), 5)).Granted();
        var same = (await shop.First.CreateAsync(new("책상", 200, "가구", Sku: "A-2"), 1)).Granted();
        const string file = Header
            + "A-1,걸상,150,7,가구,Stool,낮다,,false\nA-2,책상,200,1,가구,,,,\nB-1,등,300,3,조명,Lamp,,,true\nB-2,끈,1,0,조명,,,,\n";

        var would = await CheckAsync(shop.First, file);
        Assert.Equal((2, 1, 1, 0, false), (would.Created, would.Updated, would.Unchanged, would.Errors.Count, would.Applied));
        Assert.Equal(2, await shop.First.ReadAsync(db => db.Products.CountAsync()));
        var revision = await shop.First.Get<ProductListCache>().ReadRevisionAsync(default);

        var done = (await RunAsync(shop.First, file)).Granted();

        Assert.Equal((2, 1, 1, true), (done.Created, done.Updated, done.Unchanged, done.Applied));
        var changed = await FindAsync(shop.First, old.Id);
        Assert.Equal(
            ("걸상", "Stool", 150L, 7, "낮다", false, 2),
            (changed.Name, changed.NameEn, changed.Price, changed.Stock, changed.Description, changed.Published, changed.Version));
        Assert.Equal(1, (await FindAsync(shop.First, same.Id)).Version);
        var lamp = (await shop.First.Get<ProductAdminQueries>().ListAsync(new("b-1"), new(), default)).Items.Single();
        Assert.Equal(("등", "Lamp", 300L, 3, "조명", true), (lamp.Name, lamp.NameEn, lamp.Price, lamp.Stock, lamp.Category, lamp.Published));
        Assert.Equal(
            [("import", 2), ("import", 3)],
            (await shop.First.ReadAsync(db => db.StockMovements.Where(m => m.Reason != "initial").OrderBy(m => m.Id).ToListAsync()))
                .Select(m => (m.Reason, m.Delta)));
        Assert.True(await shop.First.Get<ProductListCache>().ReadRevisionAsync(default) > revision);
        await shop.First.AssertBooksBalanceAsync();

        var audit = Assert.Single((await shop.First.Get<AuditQueries>().ListAsync(new(Action: "products.imported"), new(), default)).Items);
        Assert.Contains("\"created\":2,\"updated\":1,\"unchanged\":1", audit.After, StringComparison.Ordinal);
        Assert.Contains($"\"products\":\"{old.Id},{lamp.Id}-{lamp.Id + 1}\"", audit.After, StringComparison.Ordinal);
        var again = await CheckAsync(shop.First, file);
        Assert.Equal((0, 0, 4), (again.Created, again.Updated, again.Unchanged));
    }

    [Fact]
    public async Task One_bad_line_and_nothing_is_applied()
    {
        await using var shop = await StartAsync();
        const string file = Header + "A-1,의자,100,5,가구,,,,\nA-1,책상,x,-1,,,,,maybe\n,끈,1,1,끈,,,,\n";

        var report = (await RunAsync(shop.First, file)).Granted();

        Assert.False(report.Applied);
        Assert.Equal(
            [(3, "category"), (3, "price"), (3, "published"), (3, "sku"), (3, "stock"), (4, "sku")],
            report.Errors.Select(e => (e.Line, e.Field)).Order());
        Assert.Equal(0, await shop.First.ReadAsync(db => db.Products.CountAsync()));
        Assert.Equal(0, await shop.First.ReadAsync(db => db.AdminActions.CountAsync(a => a.Action == "products.imported")));
    }

    /// <summary>More than a statement has room for parameters, on any database.</summary>
    [Fact]
    public async Task A_file_may_have_more_lines_than_a_statement_parameters()
    {
        await using var shop = await StartAsync();
        var lines = Enumerable.Range(0, 70_000).Select(i => new ImportLine(i + 2, $"A-{i}", "의자", "1", "0", "가구")).ToList();

        Assert.Equal(70_000, (await shop.First.Get<ImportProducts>().CheckAsync(lines, default)).Created);
    }

    [Fact]
    public async Task Whoever_lost_the_role_imports_nothing()
    {
        await using var shop = await StartAsync();
        var admin = await shop.First.AddAdminAsync();
        await shop.First.DemoteAsync(admin);

        var (lines, _) = ProductCsv.Read(Encoding.UTF8.GetBytes(Header + "A-1,의자,100,5,가구,,,,\n"));
        var refused = await shop.First.Get<ImportProducts>().RunAsync(Actor.OnPage(admin), "file", lines, null, default);

        Assert.Equal(new RoleNotHeld(), refused.Refusal);
        Assert.Equal(0, await shop.First.ReadAsync(db => db.Products.CountAsync()));
    }

    [Fact]
    public async Task Sales_and_imports_at_once_leave_books_that_balance()
    {
        await using var shop = await StartAsync();
        var ids = new List<long>();
        for (var i = 0; i < 5; i++) ids.Add((await shop.First.CreateAsync(new($"의자 {i}", 10, "가구", Sku: $"A-{i}"), 1000)).Granted().Id);
        var buyers = await shop.First.AddShoppersAsync(10, balance: 100_000);
        string FileOf(int round) => Header + string.Concat(Enumerable.Range(0, 5).Select(i => $"A-{i},의자 {i},10,{1000 + round},가구,,,,\n"));

        var refusals = await Race.RunAsync<Refusal?>(40, async i => i % 8 == 0
            ? (await RunAsync(shop[i], FileOf(i))).Refusal
            : (await shop[i].OrderAsync(buyers[i % 10], (ids[i % 5], 1), (ids[(i + 3) % 5], 1))).Refusal);

        Assert.All(refusals, Assert.Null);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task The_same_new_file_twice_at_once_makes_its_products_once()
    {
        await using var shop = await StartAsync();
        var file = Header + string.Concat(Enumerable.Range(0, 50).Select(i => $"A-{i},의자 {i},10,5,가구,,,,\n"));

        var done = await Race.RunAsync(4, i => RunAsync(shop[i], file));

        Assert.All(done, d => Assert.True(d.Granted().Applied));
        Assert.Equal(50, await shop.First.ReadAsync(db => db.Products.CountAsync()));
        Assert.Equal(50, done.Sum(d => d.Value!.Created));
        await shop.First.AssertBooksBalanceAsync();
    }

    private static Task<ImportReport> CheckAsync(TestShop shop, string file) =>
        shop.Get<ImportProducts>().CheckAsync(ProductCsv.Read(Encoding.UTF8.GetBytes(file)).Lines, default);

    private static async Task<Result<ImportReport>> RunAsync(TestShop shop, string file)
    {
        var (lines, unreadable) = ProductCsv.Read(Encoding.UTF8.GetBytes(file));
        Assert.Empty(unreadable);
        return await shop.Get<ImportProducts>().RunAsync(Actor.System, "0123456789abcdef", lines, null, default);
    }

    private static async Task<ProductRecord> FindAsync(TestShop shop, long id) =>
        (await shop.Get<ProductEditor>().FindAsync(id, default)).Granted();
}

public sealed class SqliteImportTests(TestDatabases databases) : ImportContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresImportTests(TestDatabases databases) : ImportContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerImportTests(TestDatabases databases) : ImportContract(databases, DatabaseProvider.SqlServer);
