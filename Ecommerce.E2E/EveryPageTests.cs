using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>
/// Every page opened on a phone in English (where words are long and room is short) and on a desktop in Korean, each in both themes:
/// accessible (WCAG 2.2 AA as far as axe can tell), no error, nothing that jumps, no sideways scrolling, no word cut off. The window then
/// takes the other size, so that there are pictures of every page in all eight ways to see it.
/// </summary>
public abstract class EveryPageTests<TShop>(ChromiumBrowser chromium, TShop shop)
    : BrowserTests<TShop>(chromium, shop), IClassFixture<TShop>
    where TShop : DemoShop
{
    private static readonly AxeRunOptions AllRules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>All that another theme changes.</summary>
    private static readonly AxeRunOptions Colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };

    /// <summary>What is wrong with the page at the address; pictures of it are kept under its name.</summary>
    protected static async Task<IReadOnlyList<string>> CheckAsync(Visitor visitor, string address, string page)
    {
        var phone = visitor.Visit.Phone;
        await visitor.ResizeAsync(phone);
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await visitor.Page.GotoAsync(address);
        await Expect(visitor.Page.Locator("[data-interactive=false]")).ToHaveCountAsync(0);
        var faults = new List<string>();
        if (await LayoutShift.SinceLoadAsync(visitor.Page) is { } jump) faults.Add($"{address} {jump}.");
        faults.AddRange((await MissingStyles.OnAsync(visitor.Page)).Select(name => $"{address} uses {name}, whose rules are left out."));
        faults.AddRange(await PictureAsync(visitor, page, phone, dark: false));
        faults.AddRange(Complaints(address, "light", await visitor.Page.RunAxe(AllRules)));
        faults.AddRange(await PictureAsync(visitor, page, phone, dark: true));
        faults.AddRange(Complaints(address, "dark", await visitor.Page.RunAxe(Colours)));
        await visitor.ResizeAsync(!phone);
        faults.AddRange(await PictureAsync(visitor, page, !phone, dark: true));
        faults.AddRange(await PictureAsync(visitor, page, !phone, dark: false));
        return faults;
    }

    /// <summary>What a page is called in the names of its pictures.</summary>
    protected static string NameOf(string address)
    {
        var name = string.Join('-', address.Split(['/', '?', '&', '=', '{', '}'], StringSplitOptions.RemoveEmptyEntries));
        return name.Length == 0 ? "home" : name;
    }

    /// <summary>Keeps a picture; what is wider than the window or than its box is a fault.</summary>
    private static async Task<IReadOnlyList<string>> PictureAsync(Visitor visitor, string page, bool phone, bool dark)
    {
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        var name = $"{page}.{(phone ? "phone" : "desktop")}.{(visitor.Visit.English ? "en" : "ko")}.{(dark ? "dark" : "light")}";
        await visitor.TakePictureAsync(name);
        var width = await visitor.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        List<string> faults = [.. (await CutText.OnAsync(visitor.Page)).Select(text => $"{name} cuts off \"{text}\".")];
        if (width > 0) faults.Add($"{name} is {width} pixels too wide.");
        return faults;
    }

    private static IEnumerable<string> Complaints(string address, string theme, AxeResult axe) =>
        axe.Violations.Select(v => $"{address} ({theme}): {v.Id} ({v.Help}): {string.Join(", ", v.Nodes.Select(n => n.Html))}");
}
