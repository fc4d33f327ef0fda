using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>Words that are longer than their box, which cuts them off.</summary>
public static class CutText
{
    private const string Script =
        """
        () => [...document.querySelectorAll('body *')]
          .filter((element) => element.innerText?.trim() && !element.closest('.visually-hidden')
            && /hidden|clip/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.innerText.trim().slice(0, 40))
        """;

    public static Task<string[]> OnAsync(IPage page) => page.EvaluateAsync<string[]>(Script);
}
