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
