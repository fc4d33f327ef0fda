using System.Text.Json;

namespace Ecommerce.Bench.Load;

/// <summary>The shop as its shoppers see it: where it is, who they are, what there is to buy.</summary>
public sealed record ShopClient(Uri Address, IReadOnlyList<string> Tokens, int Products, int Pages)
{
    public int AnyProduct => Random.Shared.Next(1, Products + 1);

    public string AnyToken => Tokens[Random.Shared.Next(Tokens.Count)];

    /// <summary>Logs the first <paramref name="buyers"/> shoppers in; a token lasts an hour.</summary>
    public static async Task<IReadOnlyList<string>> LogInAsync(Uri shop, int buyers)
    {
        using var http = new HttpClient { BaseAddress = shop };
        var tokens = new string[buyers];
        await Parallel.ForEachAsync(Enumerable.Range(0, buyers), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, token) =>
        {
            tokens[i] = (await http.TokensAsync(EmailOf(i + 1), token)).AccessToken;
        });
        return tokens;
    }

    /// <summary>As the shop's --seed-load makes them in an empty database.</summary>
    internal static string EmailOf(int shopper) => $"load{shopper}@example.com";

    /// <summary>Somebody who sends one request after the other on a connection of their own.</summary>
    public async Task<IShopper> OpenAsync(Func<byte[]> request) => new HttpShopper(await HttpConnection.OpenAsync(Address), request);

    private sealed class HttpShopper(HttpConnection connection, Func<byte[]> request) : IShopper
    {
        public async ValueTask<string?> ActAsync()
        {
            var (status, problem) = await connection.SendAsync(request());
            return status < 400 ? null : $"{status} {CodeOf(problem)}";
        }

        public void Dispose() => connection.Dispose();

        private static string CodeOf(string? problem)
        {
            try
            {
                return JsonDocument.Parse(problem ?? "").RootElement.GetProperty("code").GetString() ?? "";
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException)
            {
                return "";
            }
        }
    }
}
