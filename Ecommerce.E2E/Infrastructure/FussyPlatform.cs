namespace Ecommerce.E2E.Infrastructure;

/// <summary>A data platform that answers every event with 422, until it accepts them.</summary>
public sealed class FussyPlatform : IAsyncDisposable
{
    private LoopbackServer server = null!;

    private FussyPlatform()
    {
    }

    public string Address => server.Address;

    public bool Accepts { get; set; }

    public static async Task<FussyPlatform> StartAsync()
    {
        var platform = new FussyPlatform();
        platform.server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = platform.Accepts ? 200 : 422;
            return Task.CompletedTask;
        });
        return platform;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
