using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// Somebody with an account, arranged over HTTP in a tenth of the time that the forms take in a browser. The cookies are those of a
/// log-in through the form; what is charged or put into the cart goes through the API.
/// </summary>
public sealed class ShopShopper : IDisposable
{
    private readonly HttpClient api;
    private readonly CookieContainer cookies = new();

    private ShopShopper(ShopProcess shop) =>
        api = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = shop.Address };

    public string Email { get; private set; } = "";

    public IEnumerable<Cookie> Cookies => cookies.GetAllCookies();

    public static async Task<ShopShopper> RegisterAsync(ShopProcess shop, long balance = 0)
    {
        var shopper = new ShopShopper(shop);
        shopper.Email = await shopper.api.RegisterAsync();
        await shopper.api.LogInByFormAsync(shopper.Email);
        await shopper.api.LogInAsync(shopper.Email);
        if (balance > 0) await shopper.api.ChargeAsync(balance);
        return shopper;
    }

    public async Task<ShopShopper> PutIntoCartAsync(ShopProduct product, int quantity = 1)
    {
        await api.PutIntoCartAsync(product.Id, quantity);
        return this;
    }

    /// <summary>Keeps an address, and returns its number.</summary>
    public async Task<long> KeepAddressAsync()
    {
        var address = new
        {
            recipient = "김하나",
            phone = "010-1234-5678",
            postalCode = "04524",
            address1 = "서울 중구 세종대로 110",
            address2 = "3층",
            note = "문 앞에 놓아 주세요",
        };
        var answer = await api.PostAsJsonAsync("/addresses", address);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    /// <summary>Pays for what is in the cart. Returns the order's number.</summary>
    /// <param name="addressId">Where it goes; without one it is picked up.</param>
    public async Task<long> CheckOutAsync(long? addressId = null)
    {
        var answer = await api.PostAsJsonAsync("/orders/cart/checkout", new { addressId });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    /// <summary>Ends all sessions of the account, as from another device.</summary>
    public async Task LogOutEverywhereAsync() => (await api.PostAsync("/auth/logout-everywhere", null)).EnsureSuccessStatusCode();

    public void Dispose() => api.Dispose();
}
