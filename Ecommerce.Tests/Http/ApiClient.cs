using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Ecommerce.Tests.Http;

/// <summary>
/// Somebody who talks to the API. A body is sent as JSON; a string is sent as it is, and so is an <see cref="HttpContent"/>.
/// </summary>
public sealed class ApiClient(HttpClient http)
{
    public HttpClient Http { get; } = http;

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send("GET", path, null, headers);

    public Task<Answer> Post(string path, object? body = null, params (string Name, string Value)[] headers) =>
        Send("POST", path, body, headers);

    public Task<Answer> Put(string path, object? body, params (string Name, string Value)[] headers) => Send("PUT", path, body, headers);

    public Task<Answer> Patch(string path, object? body) => Send("PATCH", path, body);

    public Task<Answer> Delete(string path) => Send("DELETE", path, null);

    public async Task<Answer> Send(string method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string json => JsonBytes(Encoding.UTF8.GetBytes(json)),
            _ => JsonBytes(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)),
        };
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await Answer.ReadAsync(await Http.SendAsync(request));
    }

    public static ByteArrayContent JsonBytes(byte[] json, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    public async Task<long> BalanceAsync() => (await Get("/balance")).Is(200)["balance"].GetInt64();

    /// <summary>Orders one product and returns the order.</summary>
    public async Task<Answer> OrderAsync(long productId, int quantity = 1) =>
        (await Post("/orders", new { items = new[] { new { productId, quantity } } })).Is(201);
}
