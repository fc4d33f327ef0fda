using System.Net;

namespace Ecommerce.Bench.Load;

/// <summary>A shopper of the load seed in a browser: logged in by the form, with something in the cart.</summary>
public static class Visitor
{
    private const int Shopper = 1;
    private const int Product = 1;

    /// <returns>The browser's cookies.</returns>
    public static async Task<CookieContainer> WithFullCartAsync(Uri shop)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = shop };
        await http.LogInByFormAsync(ShopClient.EmailOf(Shopper));
        await http.LogInAsync(ShopClient.EmailOf(Shopper));
        await http.PutIntoCartAsync(Product, 1);
        return cookies;
    }
}
