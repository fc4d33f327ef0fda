using System.Text;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// What a page asks of its circuit, and all that it says after that, is on its way until it is let go: as on a slow connection.
/// </summary>
public sealed class HeldCircuit
{
    private string request = "StartCircuit";
    private TaskCompletionSource asked = new();
    private TaskCompletionSource letGo = new();

    private HeldCircuit()
    {
    }

    /// <summary>The page has asked; at first, for its circuit.</summary>
    public Task Asked => asked.Task;

    public static async Task<HeldCircuit> OnAsync(IPage page)
    {
        var circuit = new HeldCircuit();
        await page.RouteWebSocketAsync("**/_blazor?*", circuit.Hold);
        return circuit;
    }

    public void LetGo() => letGo.SetResult();

    /// <summary>Waits, and holds, once more: for the components of the page that is opened next within the same circuit.</summary>
    public void HoldNextPage() => (request, asked, letGo) = ("UpdateRootComponents", new(), new());

    private void Hold(IWebSocketRoute browser)
    {
        var server = browser.ConnectToServer();
        var sent = Task.CompletedTask;
        browser.OnMessage(frame =>
        {
            if (frame.Binary is { } bytes && Encoding.UTF8.GetString(bytes).Contains(request, StringComparison.Ordinal))
            {
                sent = letGo.Task;
                asked.TrySetResult();
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
