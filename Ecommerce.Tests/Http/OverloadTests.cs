using System.Net;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>More costly questions at once than the shop takes on: who is refused is told when to come again.</summary>
public sealed class OverloadTests(TestDatabases databases)
{
    [Fact]
    public async Task The_API_answers_503_with_a_problem_and_pages_with_a_page_and_known_lists_go_on()
    {
        await using var shop = await WebShop.StartAsync(
            databases, settings: [("Catalog:ListsAtOnce", "1"), ("Catalog:ListsWaiting", "0")]);
        var anonymous = new ApiClient(shop.Anonymous());
        (await anonymous.Get("/products")).Is(200);
        var end = new TaskCompletionSource<int>();
        var other = shop.Services.GetRequiredService<CatalogWork>().RunAsync(_ => end.Task, default);

        Assert.InRange((await anonymous.Get("/products?search=word")).IsProblem(503, "unavailable").RetryAfter, 1, 60);
        foreach (var (language, words) in new[] { ("ko", "지금은 손님이 너무 많아요"), ("en", "The shop is very busy right now") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/?search=word");
            request.Headers.AcceptLanguage.ParseAdd(language);
            var page = await anonymous.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(2), page.Headers.RetryAfter!.Delta);
            Assert.Contains(words, await page.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anonymous.Http.GetAsync("/suggestions?search=word")).StatusCode);
        (await anonymous.Get("/products")).Is(200);
        end.SetResult(0);
        await other;
        Assert.Equal(HttpStatusCode.OK, (await anonymous.Http.GetAsync("/?search=word")).StatusCode);
    }
}
