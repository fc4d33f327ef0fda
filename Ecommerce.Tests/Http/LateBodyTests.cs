using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>A shop that waits for a body as briefly as its web server can.</summary>
public sealed class ImpatientShop(TestDatabases databases) : KestrelShop(databases)
{
    protected override async Task<WebShop> StartAsync(TestDatabases databases) => WebShop.StartOn(
        await databases.CreateAsync(DatabaseProvider.Sqlite),
        DatabaseProvider.Sqlite,
        services => services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, TimeSpan.FromMilliseconds(1001))),
        onKestrel: true);
}

public sealed class LateBodyTests(ImpatientShop shop) : IClassFixture<ImpatientShop>
{
    [Theory]
    [InlineData("/balance/charge")]
    [InlineData("/auth/login")]
    public async Task A_body_that_never_arrives_is_a_408_problem(string path)
    {
        string[] head =
            [$"POST {path} HTTP/1.1", $"Authorization: Bearer {shop.Token}", "Content-Type: application/json", "Content-Length: 40"];
        (await shop.SendAsync(head, "{"u8.ToArray())).IsProblem(408, "request-timeout");
    }
}
