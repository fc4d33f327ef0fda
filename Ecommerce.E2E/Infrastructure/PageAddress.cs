using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// Waits for a page's address, by asking until it is there. <see cref="IPage.WaitForURLAsync(string, PageWaitForURLOptions)"/> looks once
/// and then listens: it never hears of a change between the two.
/// </summary>
public static class PageAddress
{
    /// <param name="pattern">A regular expression for a part of the address.</param>
    public static Task ReachesAsync(this IPage page, string pattern) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern), new() { Timeout = Visitor.Patience });

    /// <inheritdoc cref="ReachesAsync"/>
    public static Task LeavesAsync(this IPage page, string pattern) =>
        Assertions.Expect(page).Not.ToHaveURLAsync(new Regex(pattern), new() { Timeout = Visitor.Patience });
}
