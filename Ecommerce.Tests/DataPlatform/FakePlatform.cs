using Microsoft.AspNetCore.Http;

namespace Ecommerce.Tests.DataPlatform;

/// <summary>A data platform on a loopback port that does what a test's path tells it to.</summary>
public sealed class FakePlatform : IAsyncLifetime
{
    private LoopbackServer server = null!;

    public string? LastBody { get; private set; }

    public string? LastContentType { get; private set; }

    public IHeaderDictionary LastHeaders { get; private set; } = new HeaderDictionary();

    public string Url => server.Address;

    public async ValueTask InitializeAsync() => server = await LoopbackServer.StartAsync(AnswerAsync);

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![1..];
        if (path == "close")
        {
            context.Abort();
            return;
        }

        LastHeaders = new HeaderDictionary(context.Request.Headers.ToDictionary());
        using var reader = new StreamReader(context.Request.Body);
        (LastBody, LastContentType) = (await reader.ReadToEndAsync(), context.Request.ContentType);
        if (path == "hang") await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { });
        if (path is "301" or "302" or "307") context.Response.Headers.Location = "/200";
        if (context.Request.Query["retry-after"].ToString() is { Length: > 0 } retryAfter) context.Response.Headers.RetryAfter = retryAfter;
        if (int.TryParse(path, out var status)) context.Response.StatusCode = status;
    }
}
