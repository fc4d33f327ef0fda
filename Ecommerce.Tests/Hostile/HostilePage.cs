using System.Net;

namespace Ecommerce.Tests.Hostile;

/// <summary>A page as it came, with what its circuit is begun with; all of it can be replaced.</summary>
/// <param name="Cookies">Who asked for it; what the page set is in it.</param>
/// <param name="State">What the page showed, sealed.</param>
/// <param name="Operations">The page's interactive components with their descriptors, to be added to a circuit: JSON.</param>
public sealed record HostilePage(Uri Address, string Html, CookieContainer Cookies, string State, string Operations)
{
    /// <param name="shop">The shop's root.</param>
    /// <param name="path">The page, <c>/cart</c> say.</param>
    /// <param name="cookies">Who asks; a stranger when there are none.</param>
    /// <param name="from">Where it is asked for from, if the shop believes it (<see cref="Infrastructure.AddressFromHeader"/>).</param>
    public static async Task<HostilePage> OpenAsync(Uri shop, string path, CookieContainer? cookies = null, string? from = null)
    {
        cookies ??= new();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = shop };
        if (from is not null) http.DefaultRequestHeaders.Add(Infrastructure.AddressFromHeader.Name, from);
        var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        var circuit = PageCircuit.Of(html);
        return new(new Uri(shop, path), html, cookies, circuit.State, circuit.Operations);
    }
}
