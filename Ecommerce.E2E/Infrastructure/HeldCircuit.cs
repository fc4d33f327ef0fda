using System.Text;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>A page's request for a circuit, and all that it says after that, is on its way until it is let go: as on a slow connection.</summary>
public sealed class HeldCircuit
{
    private readonly TaskCompletionSource asked = new();
    private readonly TaskCompletionSource letGo = new();

    private HeldCircuit()
    {
    }

    /// <summary>The page has asked for its circuit.</summary>
    public Task Asked => asked.Task;

    public static async Task<HeldCircuit> OnAsync(IPage page)
    {
        var circuit = new HeldCircuit();
        await page.RouteWebSocketAsync("**/_blazor?*", circuit.Hold);
        return circuit;
    }

    public void LetGo() => letGo.SetResult();

    private void Hold(IWebSocketRoute browser)
    {
        var server = browser.ConnectToServer();
        var sent = Task.CompletedTask;
        browser.OnMessage(frame =>
        {
            if (frame.Binary is { } bytes && Encoding.UTF8.GetString(bytes).Contains("StartCircuit", StringComparison.Ordinal))
            {
                asked.TrySetResult();
                sent = letGo.Task;
            }

            sent = sent.ContinueWith(_ => Send(server, frame), TaskScheduler.Default);
        });
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes) to.Send(bytes);
        else to.Send(frame.Text!);
    }
}
