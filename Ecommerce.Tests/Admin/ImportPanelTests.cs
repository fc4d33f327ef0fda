using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Products;
using Microsoft.AspNetCore.Components.Forms;

namespace Ecommerce.Tests.Admin;

public sealed class ImportPanelTests(TestDatabases databases) : AdminPanelTests(databases)
{
    private const string Header = "sku,name,price,stock,category\n";

    [Fact]
    public async Task Says_what_a_file_would_change_and_applies_it_after_a_question()
    {
        await LogInAdminAsync();
        var dialogs = Dialogs();
        var panel = Render<ImportPanel>();
        Choose(panel, Header + "A-1,의자,100,5,가구\n");
        panel.WaitForAssertion(() => Assert.Equal(["1", "0", "0", "0"], Figures(panel)));
        Assert.Equal(0, await CountAsync());

        await AnswerAsync(dialogs, panel.Find("button"), yes: false);
        Assert.Equal(0, await CountAsync());
        await AnswerAsync(dialogs, panel.Find("button"), yes: true);

        panel.WaitForAssertion(() => Assert.Contains("적용했어요", panel.Markup, StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync());
        Assert.Empty(panel.FindAll("button")); // nothing is left to be applied once more
    }

    [Fact]
    public async Task Lists_every_wrong_line_page_by_page_and_offers_nothing_to_apply()
    {
        await LogInAdminAsync();
        var panel = Render<ImportPanel>();
        Choose(panel, Header + string.Concat(Enumerable.Range(0, 60).Select(i => $"A-{i},의자,0,5,가구\n")));

        panel.WaitForAssertion(() => Assert.Equal(50, panel.FindAll(".import-errors tbody tr").Count));
        Assert.Equal("2", panel.Find(".import-errors tbody td").TextContent);
        await panel.FindAll("button")[1].ClickAsync();
        Assert.Equal("52", panel.Find(".import-errors tbody td").TextContent);
        Assert.Equal(10, panel.FindAll(".import-errors tbody tr").Count);
        Assert.DoesNotContain("적용하기", panel.Markup, StringComparison.Ordinal);
    }

    private static void Choose(IRenderedComponent<ImportPanel> panel, string file) =>
        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(file, "products.csv"));

    private static IEnumerable<string> Figures(IRenderedComponent<ImportPanel> panel) =>
        panel.FindAll("dl.lines dd").Select(dd => dd.TextContent);

    private async Task<int> CountAsync() =>
        (await Shop.Get<ProductAdminQueries>().ListAsync(new ProductAdminFilter(), new(), default)).Total;
}
