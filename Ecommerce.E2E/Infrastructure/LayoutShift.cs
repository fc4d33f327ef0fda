using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// How far what was already seen has moved, as browsers count it (https://web.dev/articles/cls): 0.1 is what they call good.
/// </summary>
public static class LayoutShift
{
    private const double Most = 0.02;

    /// <summary>Adds to "jumps" what is moved, and by how much; frames pass meanwhile.</summary>
    private const string Watch = """
        const frame = () => new Promise(requestAnimationFrame);
        const jumps = [];
        const place = r => `${r.x},${r.y} ${r.width}x${r.height}`;
        const element = s =>
          `${s.node?.outerHTML?.slice(0, 80) ?? s.node?.nodeName} from ${place(s.previousRect)} to ${place(s.currentRect)}`;
        const add = entries => entries
          .filter(e => !e.hadRecentInput)
          .forEach(e => jumps.push({ by: e.value, elements: e.sources.map(element) }));
        const observer = new PerformanceObserver(list => add(list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        """;

    private const string Report = """
        await frame();
        await frame();
        add(observer.takeRecords());
        const sum = jumps.reduce((sum, jump) => sum + jump.by, 0);
        return sum > most ? `jumps by ${sum}: ${jumps.flatMap(jump => jump.elements).join('; ')}` : null;
        """;

    /// <summary>What has jumped since the page began; null if it is too little to see.</summary>
    public static Task<string?> SinceLoadAsync(IPage page) =>
        page.EvaluateAsync<string?>($$"""async most => { {{Watch}} {{Report}} }""", Most);

    /// <summary>
    /// What jumps while the page's text arrives element by element, each painted before the next, as over a slow connection; null if it
    /// is too little to see. Scripts are left out: this is about the time before them.
    /// </summary>
    public static async Task<string?> WhileArrivingAsync(IPage page, string address)
    {
        await page.GotoAsync("/robots.txt"); // any page of the shop's own host that holds nothing
        return await page.EvaluateAsync<string?>($$"""
            async ([most, address]) => {
                {{Watch}}
                const text = (await (await fetch(address)).text()).replace(/<script[^]*?<\/script>/g, '');
                const [head, body] = text.split(/(?=<body)/);
                document.open();
                document.write(head);
                while (![...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)) await frame();
                for (const element of body.split(/(?=<(?!\/))/)) {
                    document.write(element);
                    await frame();
                }
                document.close();
                {{Report}}
            }
            """, new object[] { Most, address });
    }
}
