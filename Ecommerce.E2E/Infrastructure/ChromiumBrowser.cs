using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ChromiumBrowser))]

namespace Ecommerce.E2E.Infrastructure;

/// <summary>One Chromium for the whole run; every test has a context of its own in it.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    /// <summary>First the one without windows, which does the same for half the work.</summary>
    private static readonly string[] Paths =
        ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var path = Array.Find(Paths, File.Exists)
            ?? throw new InvalidOperationException(
                "Chromium is not installed. Run 'bash build/test', which installs it, or install the package chromium.");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
