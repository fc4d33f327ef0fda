using System.Net;
using System.Net.Http.Headers;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Catalog;

public sealed class SitemapTests(TestDatabases databases)
{
    [Fact]
    public async Task It_is_the_same_until_the_catalog_changes()
    {
        await using var shop = await WebShop.StartAsync(databases);
        var http = shop.Anonymous();
        var first = await http.GetAsync("/sitemap.xml");
        Assert.Equal("application/xml", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(62, Addresses(await first.Content.ReadAsStringAsync()));

        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(http, first.Headers.ETag!)).StatusCode);

        var added = (await shop.Services.GetRequiredService<ProductEditor>()
            .CreateAsync(Actor.System, new ProductEdit("이름", 1_000, "분류"), 1, default)).Granted();
        var second = await AskAsync(http, first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.Contains($"<loc>http://localhost/catalog/{added.Id}</loc>", await second.Content.ReadAsStringAsync());
    }

    private static int Addresses(string xml) => xml.Split("<loc>").Length - 1;

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, EntityTagHeaderValue known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/sitemap.xml");
        request.Headers.IfNoneMatch.Add(known);
        return http.SendAsync(request);
    }
}
