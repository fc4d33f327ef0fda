using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Ecommerce.TestKit;

/// <summary>What is arranged at a running shop over HTTP before a test or a measurement begins.</summary>
public static class ShopHttp
{
    /// <summary>Of every account: those registered here, the demo's and the load seed's.</summary>
    public const string Password = "Passw0rd!";

    private const string LogInPage = "/account/login";

    /// <summary>An address that nobody has.</summary>
    public static string NewEmail() => $"{Guid.NewGuid():N}@example.com";

    /// <summary>Makes an account. Returns its address.</summary>
    public static async Task<string> RegisterAsync(this HttpClient client)
    {
        var email = NewEmail();
        (await client.PostAsJsonAsync("/auth/register", new { email, password = Password })).EnsureSuccessStatusCode();
        return email;
    }

    /// <summary>Logs in at the API.</summary>
    public static async Task<ShopTokens> TokensAsync(this HttpClient client, string email, CancellationToken cancellationToken = default)
    {
        var answer = await client.PostAsJsonAsync("/auth/login", new { email, password = Password }, cancellationToken);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ShopTokens>(cancellationToken))!;
    }

    /// <summary>Logs in at the API; what the client sends from now on bears the token.</summary>
    public static async Task<ShopTokens> LogInAsync(this HttpClient client, string email)
    {
        var tokens = await client.TokensAsync(email);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        return tokens;
    }

    /// <summary>Logs in by the form on the page.</summary>
    /// <param name="browser">Keeps cookies, and follows no redirect.</param>
    /// <param name="email">The account.</param>
    public static async Task LogInByFormAsync(this HttpClient browser, string email)
    {
        var page = await browser.GetStringAsync(LogInPage);
        var answer = await browser.PostAsync(LogInPage, PageForm.Fill(page, ("Input.Email", email), ("Input.Password", Password)));
        if (answer.StatusCode == HttpStatusCode.Redirect) return;
        throw new InvalidOperationException($"The log-in form answered {answer.StatusCode}.");
    }

    public static async Task ChargeAsync(this HttpClient client, long amount) =>
        (await client.PostAsJsonAsync("/balance/charge", new { amount })).EnsureSuccessStatusCode();

    public static async Task PutIntoCartAsync(this HttpClient client, long productId, int quantity) =>
        (await client.PostAsJsonAsync("/orders/cart", new { productId, quantity })).EnsureSuccessStatusCode();
}

/// <summary>What a log-in at the API yields.</summary>
public sealed record ShopTokens(string AccessToken, string RefreshToken);
