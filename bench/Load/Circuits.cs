using System.Net;
using Ecommerce.Bench.Machine;

namespace Ecommerce.Bench.Load;

/// <summary>What an open page costs the server while nobody touches it.</summary>
public static class Circuits
{
    /// <summary>The pages that are measured: one for everybody, three for a shopper with something in the cart.</summary>
    public static readonly string[] Pages = ["/", "/cart", "/wallet", "/checkout"];

    /// <summary>Opened before the baseline is taken, so that what all circuits share is not counted as theirs.</summary>
    private const int WarmUp = 20;

    /// <summary>Long enough for what opening took to be given back.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <param name="shop">Just started: in a process that has worked, spare heap hides half of what a circuit takes.</param>
    /// <param name="page">One of <see cref="Pages"/>.</param>
    /// <param name="count">How many are opened.</param>
    /// <returns>Resident memory that each open page adds, in kilobytes.</returns>
    public static async Task<double> MeasureAsync(ServerProcess shop, string page, int count)
    {
        var visitor = page == "/" ? new CookieContainer() : await Visitor.WithFullCartAsync(shop.Address);
        var open = new List<OpenPage>();
        for (var i = 0; i < WarmUp; i++) open.Add(await OpenPage.OpenAsync(shop.Address, page, visitor));
        await Task.Delay(Rest);
        var before = MachineInfo.ResidentMegabytes(shop.Id);
        for (var i = 0; i < count; i++) open.Add(await OpenPage.OpenAsync(shop.Address, page, visitor));
        await Task.Delay(Rest);
        var after = MachineInfo.ResidentMegabytes(shop.Id);
        foreach (var each in open) await each.DisposeAsync();
        return (after - before) * 1024 / count;
    }
}
