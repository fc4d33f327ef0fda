using System.Text;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Import;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Catalog;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.Tests.Catalog.Import;

public sealed class ProductCsvTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly string[] Starts = ["", "=", "'", "''=", "-5", " =1", "'a", "\"", "a,b", "a\nb", "a\r\nb", "＝1", "@x", "%", "'"];

    [Theory]
    [InlineData("sku,name,price,stock\n", 1, "category")]
    [InlineData("sku,name,price,stock,category,colour\n", 1, "colour")]
    [InlineData("sku,name,price,stock,category,name\n", 1, "name")]
    [InlineData("sku,name,price,stock,category\na,b,1,2\n", 2, "line")]
    [InlineData("sku,name,price,stock,category\na,b,1,2,c,d\n", 2, "line")]
    [InlineData("sku,name,price,stock,category\na,\"b\nb\",1,2,c\nd,e,1\n", 4, "line")]
    [InlineData("sku,name,price,stock,category\na,b,1,2,c\na,\"b,1,2,c\n", 3, "line")]
    public void Says_where_a_file_is_not_what_it_should_be(string file, int line, string field)
    {
        var error = Assert.Single(ProductCsv.Read(Encoding.UTF8.GetBytes(file)).Errors);
        Assert.Equal((line, field), (error.Line, error.Field));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void A_file_with_and_without_a_mark_of_its_byte_order_is_read(string mark)
    {
        var (lines, errors) = ProductCsv.Read(Encoding.UTF8.GetBytes(mark + "name,sku,category,stock,price\r\n의자,A-1,가구,2,1\r\n"));
        Assert.Empty(errors);
        Assert.Equal(new ImportLine(2, "A-1", "의자", "1", "2", "가구"), Assert.Single(lines));
    }

    /// <summary>Whatever admins wrote into their products, the file that is exported changes nothing when it is imported.</summary>
    [Fact]
    public async Task What_is_exported_imports_again_unchanged()
    {
        var rests = ArbMap.Default.GeneratorFor<NonNull<string>>();
        var texts = Gen.Elements(Starts).SelectMany(start => rests.Select(rest => start + rest.Get));
        var number = 0;
        foreach (var (name, text) in Gen.Sample(Gen.Zip(texts, texts), 50, 60))
        {
            var edit = new ProductEdit(name, 1 + number, text, text, NameEn: text, DescriptionEn: name, Sku: $"S{number++}");
            // What can't be stored is refused, which is as good.
            await Shop.CreateAsync(edit with { Published = number % 2 == 0 }, number % 3);
        }

        Assert.InRange(await Shop.ReadAsync(db => Task.FromResult(db.Products.Count())), 10, 60);
        using var file = new MemoryStream();
        await ProductCsv.WriteAsync(file, Shop.Get<ProductExport>().ReadAsync(default), default);
        var (lines, unreadable) = ProductCsv.Read(file.ToArray());
        var report = await Shop.Get<ImportProducts>().CheckAsync(lines, default);

        Assert.Empty(unreadable);
        Assert.Empty(report.Errors);
        Assert.Equal((0, 0, lines.Count), (report.Created, report.Updated, report.Unchanged));
        Assert.NotEmpty(lines);
    }

    [Fact]
    public async Task What_a_file_does_not_name_stays_as_it_is()
    {
        var edit = new ProductEdit("의자", 100, "가구", "높다", NameEn: "Chair", DescriptionEn: "High", Published: false, Sku: "A-1");
        var made = (await Shop.CreateAsync(edit, 5)).Granted();
        var (lines, _) = ProductCsv.Read("sku,name,price,stock,category\nA-1,의자,120,5,가구\n"u8.ToArray());

        var done = (await Shop.Get<ImportProducts>().RunAsync(Core.Audit.Actor.System, "f", lines, null, default)).Granted();

        Assert.Equal((0, 1, true), (done.Created, done.Updated, done.Applied));
        var now = (await Shop.Get<ProductEditor>().FindAsync(made.Id, default)).Granted();
        Assert.Equal(
            (120L, "높다", "Chair", "High", false, 5),
            (now.Price, now.Description, now.NameEn, now.DescriptionEn, now.Published, now.Stock));
    }
}
