using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>What somebody types stays as it was typed, however late the shop answers.</summary>
public sealed class TypingTests(ChromiumBrowser chromium, DemoShop shop) : BrowserTests<DemoShop>(chromium, shop)
{
    private const string Words = "walnut cutting board";

    [Theory]
    [InlineData(25)]
    [InlineData(120)]
    public async Task No_letter_of_a_search_is_lost_on_a_slow_line(int milliseconds)
    {
        var line = SlowLine(milliseconds);
        var visitor = await ComeAsync(new(English: true, Over: line));
        await visitor.Catalog.OpenAsync();

        await SearchBox(visitor).PressSequentiallyAsync(Words, new() { Delay = 60 });

        await Expect(visitor.Catalog.Suggestions.First).ToBeVisibleAsync();
        await Expect(SearchBox(visitor)).ToHaveValueAsync(Words);
    }

    /// <summary>The page that was asked for brings a search box too, and a circuit draws its parts anew when it starts.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_typed_while_a_page_arrives_stays(bool anew)
    {
        var line = SlowLine(120);
        var visitor = await ComeAsync(new(English: true, Over: line));
        if (anew) await visitor.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        else
        {
            await visitor.Catalog.OpenAsync();
            await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0); // from here on pages are changed in place
            await visitor.Catalog.ChooseCategoryAsync("Kitchen");
        }

        await SearchBox(visitor).PressSequentiallyAsync(Words, new() { Delay = 60 });

        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);
        if (!anew) await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Kitchen", Level = 1 }).WaitForAsync();
        await Expect(SearchBox(visitor)).ToHaveValueAsync(Words);
    }

    [Fact]
    public async Task Hangul_is_composed_in_peace()
    {
        var line = SlowLine(10);
        var visitor = await ComeAsync(new(Over: line));
        await visitor.Catalog.OpenAsync();

        await ComposeAsync(visitor, SearchBox(visitor));

        await Expect(SearchBox(visitor)).ToHaveValueAsync("도마");
        await Expect(visitor.Catalog.Suggestions.First).ToContainTextAsync("도마");
    }

    /// <summary>What one field said when it was left is on its way while the next is typed into.</summary>
    [Theory]
    [InlineData(25)]
    [InlineData(120)]
    public async Task No_letter_of_a_product_is_lost_on_a_slow_line(int milliseconds)
    {
        var admin = await AdminAsync(SlowLine(milliseconds));
        await admin.Manage.OpenAsync("/products/new");
        (string Field, string Typed)[] fields =
        [
            ("#name", "호두나무 도마"), ("#nameEn", Words), ("#price", "12000.5"), ("#stock", "1,000"),
            ("#category", "주방"), ("#categoryEn", "Kitchen"), ("#description", "길게 쓴 설명"), ("#descriptionEn", "A long text"),
            ("#imageUrl", "/images/products/oak-stool.svg"),
        ];

        foreach (var (field, typed) in fields)
        {
            await admin.Page.Locator(field).FillAsync("");
            await admin.Page.Locator(field).PressSequentiallyAsync(typed, new() { Delay = 20 });
            await admin.Page.Keyboard.PressAsync("Tab");
            await admin.Page.Locator(field).PressAsync("End"); // and back, before the shop has answered
            await admin.Page.Keyboard.TypeAsync("7");
        }

        await AnsweredAsync(admin);
        foreach (var (field, typed) in fields) await Expect(admin.Page.Locator(field)).ToHaveValueAsync(typed + "7");
    }

    [Theory]
    [InlineData("/products/new", "#name")]
    [InlineData("/products/1", "#reason")]
    [InlineData("/products", "#list-search")]
    [InlineData("/orders", "#list-find")]
    public async Task Hangul_is_composed_in_peace_on_the_management_pages(string section, string field)
    {
        var admin = await AdminAsync(SlowLine(10));
        await admin.Manage.OpenAsync(section);

        await ComposeAsync(admin, admin.Page.Locator(field));
        await AnsweredAsync(admin);

        await Expect(admin.Page.Locator(field)).ToHaveValueAsync("도마");
    }

    [Theory]
    [InlineData("/products", "search", "state=published")]
    [InlineData("/orders", "find", "status=paid")]
    public async Task What_is_typed_into_a_lists_search_while_the_list_arrives_stays(string section, string field, string filter)
    {
        var admin = await AdminAsync(SlowLine(120));
        await admin.Manage.OpenAsync(section);
        await admin.Page.Locator($"a[href*='{filter}']").ClickAsync();

        await admin.Page.Locator($"#list-{field}").PressSequentiallyAsync(Words, new() { Delay = 60 });
        await admin.Page.ReachesAsync(filter);
        await AnsweredAsync(admin);
        await Expect(admin.Page.Locator($"#list-{field}")).ToHaveValueAsync(Words);

        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.Keyboard.TypeAsync(" more"); // the list of the first words is still on its way
        await admin.Page.ReachesAsync($"{field}=walnut");
        await AnsweredAsync(admin);
        await Expect(admin.Page.Locator($"#list-{field}")).ToHaveValueAsync(Words + " more");
    }

    private static ILocator SearchBox(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Combobox);

    private async Task<Visitor> AdminAsync(DelayedLine line)
    {
        var admin = await ComeAsync(new(Over: line));
        await admin.Account.OpenLogInAsync();
        await admin.Account.LogInAsync("admin@example.com");
        return admin;
    }

    /// <summary>Whatever the page has asked of its circuit until now is answered.</summary>
    private static async Task AnsweredAsync(Visitor visitor) =>
        await visitor.Page.EvaluateAsync("() => fetch('/health/live').then(answer => answer.text())");

    /// <summary>Types 도마 as a Korean keyboard does: every syllable is put together from its letters.</summary>
    private static async Task ComposeAsync(Visitor visitor, ILocator field)
    {
        await field.FocusAsync();
        var browser = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        foreach (var syllable in new[] { new[] { "ㄷ", "도" }, ["ㅁ", "마"] })
        {
            foreach (var state in syllable)
            {
                await browser.SendAsync(
                    "Input.imeSetComposition", new() { ["text"] = state, ["selectionStart"] = 1, ["selectionEnd"] = 1 });
                await AnsweredAsync(visitor); // the shop's answer to this state is there before the next one
            }

            await browser.SendAsync("Input.insertText", new() { ["text"] = syllable[^1] });
        }
    }
}
