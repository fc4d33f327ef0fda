using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>The shop serves MudBlazor's stylesheet without what no page uses (build/StoreAssets.targets).</summary>
public static class MissingStyles
{
    private const string Script =
        """
        async () => {
          const namesIn = async (address) =>
            new Set([...(await (await fetch(address)).text()).matchAll(/\.((?:\\.|[\w-])+)/g)].map((name) => name[1].replaceAll('\\', '')));
          const whole = await namesIn('/_content/MudBlazor/MudBlazor.min.css');
          const served = await namesIn(document.querySelector('link[href*="css/store"]').href);
          const used = new Set([...document.querySelectorAll('[class]')].flatMap((element) => [...element.classList]));
          return [...used].filter((name) => whole.has(name) && !served.has(name));
        }
        """;

    /// <summary>Classes of elements on the page that MudBlazor styles and the shop's stylesheet does not.</summary>
    public static Task<string[]> OnAsync(IPage page) => page.EvaluateAsync<string[]>(Script);
}
