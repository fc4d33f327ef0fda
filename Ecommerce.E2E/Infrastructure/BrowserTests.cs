namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// Tests that visit a shop with browsers. Those are closed after the test, when it is known whether it failed: then each visitor's
/// screenshot and trace, and the shop's log, are kept in <c>artifacts/failures</c> beside the test assembly.
/// </summary>
public abstract class BrowserTests<TShop>(ChromiumBrowser chromium, TShop shop) : IAsyncDisposable
    where TShop : DemoShop
{
    private readonly List<Visitor> visitors = [];
    private readonly List<DelayedLine> lines = [];

    protected TShop Shop { get; } = shop;

    public async ValueTask DisposeAsync()
    {
        var complaints = visitors.SelectMany(v => v.Complaints).ToList();
        var failed = complaints.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed;
        var evidence = failed
            ? Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "artifacts", "failures", NameOfTest())).FullName
            : null;
        for (var i = 0; i < visitors.Count; i++)
            await visitors[i].LeaveAsync(evidence is null ? null : Path.Combine(evidence, $"visitor-{i + 1}"));
        foreach (var line in lines) await line.DisposeAsync(); // not before: a page that loses its line complains
        if (evidence is not null && visitors.Count > 0)
            await File.WriteAllLinesAsync(Path.Combine(evidence, "shop.log"), Shop.Process.Heard);
        GC.SuppressFinalize(this);
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    /// <summary>Somebody comes to the shop with a browser of their own.</summary>
    protected async Task<Visitor> ComeAsync(Visit? visit = null)
    {
        var visitor = await Visitor.ComeAsync(chromium, Shop.Process, visit);
        visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A slow line to the shop, in milliseconds for each way, until the test is over.</summary>
    protected DelayedLine SlowLine(int milliseconds)
    {
        var line = DelayedLine.To(Shop.Process, milliseconds);
        lines.Add(line);
        return line;
    }

    private static string NameOfTest() =>
        string.Concat(TestContext.Current.Test!.TestDisplayName.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
}
