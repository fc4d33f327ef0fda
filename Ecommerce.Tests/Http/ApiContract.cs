namespace Ecommerce.Tests.Http;

/// <summary>A test class that is run against a shop on each database.</summary>
public abstract class ApiContract(ApiFixture api) : IAsyncLifetime
{
    protected ApiFixture Api { get; } = api;

    public ValueTask InitializeAsync() => Api.RequireAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
