using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

/// <summary>The management pages, as an admin uses them.</summary>
public sealed class AdminPage(IPage page) : PageObject(page)
{
    public ILocator Status => Page.Locator("main [role=status]");

    public ILocator Movements => Page.Locator(".movements li");

    public ILocator Rows => Page.Locator(".manage tbody .mud-table-row");

    public ILocator Chart => Page.Locator(".history .mud-chart svg").First;

    public async Task OpenAsync(string section)
    {
        await Page.GotoAsync("/manage" + section);
        await ReadyAsync();
    }

    /// <summary>Waits until every control of the page answers.</summary>
    public async Task ReadyAsync()
    {
        await Page.Locator(".manage-body [data-interactive=true]").First.WaitForAsync();
        await Assertions.Expect(Page.Locator("[data-interactive=false]")).ToHaveCountAsync(0);
    }

    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    public async Task CreateProductAsync(string name, string nameEn, long price)
    {
        await OpenAsync("/products/new");
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("#nameEn").FillAsync(nameEn);
        await Page.Locator("#price").FillAsync($"{price}");
        await Page.Locator("#category").FillAsync("시험");
        await Button("등록하기", "Create").ClickAsync();
        await Page.LeavesAsync("/new$");
        await ReadyAsync();
    }

    public async Task AdjustStockAsync(int delta, string reason)
    {
        await Page.Locator("#delta").FillAsync($"{delta}");
        await Page.Locator("#reason").FillAsync(reason);
        await Button("재고 바꾸기", "Change the stock").ClickAsync();
    }

    public Task SeeInShopAsync() => Link("상점에서 보기", "See it in the shop").ClickAsync();

    public Task ChooseAsync(string link) => Page.Locator(".manage-body").GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    /// <summary>Takes the ranking along as a file. Returns what is in it.</summary>
    public async Task<string> DownloadAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Link("CSV 내려받기", "Download CSV").ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    public async Task RebuildAsync(DateOnly day)
    {
        await Page.Locator("#rebuild-day").FillAsync($"{day:yyyy-MM-dd}");
        await Button("다시 집계", "Count again").ClickAsync();
    }

    /// <summary>Sorts the list by the column, or the other way round.</summary>
    public Task SortByAsync(string column) =>
        Page.GetByRole(AriaRole.Columnheader, new() { Name = column }).GetByRole(AriaRole.Link).ClickAsync();

    public Task RunNowAsync(string job) => Page.GetByRole(AriaRole.Button, new() { Name = $"{job} 지금 실행" }).ClickAsync();

    public Task ResendAsync(long order) => Row($"주문 {order}").GetByRole(AriaRole.Button).ClickAsync();
}
