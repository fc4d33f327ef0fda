using Ecommerce.Bench.Servers;

namespace Ecommerce.Bench.Load;

/// <summary>What an open page costs the server while nobody touches it.</summary>
public static class Circuits
{
    /// <summary>Opened before the baseline is taken, so that what all circuits share is not counted as theirs.</summary>
    private const int WarmUp = 20;

    /// <summary>Long enough for what opening took to be given back.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <returns>Resident memory that each of <paramref name="count"/> open home pages adds, in kilobytes.</returns>
    public static async Task<double> MeasureAsync(ServerProcess shop, int count)
    {
        var pages = new List<OpenPage>();
        for (var i = 0; i < WarmUp; i++) pages.Add(await OpenPage.OpenAsync(shop.Address));
        await Task.Delay(Rest);
        var before = shop.ResidentMegabytes;
        for (var i = 0; i < count; i++) pages.Add(await OpenPage.OpenAsync(shop.Address));
        await Task.Delay(Rest);
        var after = shop.ResidentMegabytes;
        foreach (var page in pages) await page.DisposeAsync();
        return (after - before) * 1024 / count;
    }
}
