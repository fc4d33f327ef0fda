using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// A device with a fingerprint reader, as Chromium imitates one
/// (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/). It goes with the page.
/// </summary>
public static class VirtualAuthenticator
{
    public static async Task PlugInAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
            },
        });
    }
}
