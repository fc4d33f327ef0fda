using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Identity;
using Ecommerce.Web.Admin.Products;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Admin;

/// <summary>All that is routed below /manage and /admin, as the application itself knows it: what is added is held by this too.</summary>
public sealed partial class AdminRoutesTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    [Fact]
    public async Task Each_demands_the_role_and_nothing_less()
    {
        var policies = pages.Shop.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var open = new List<string>();
        foreach (var route in Routes())
        {
            var (metadata, path) = (route.Metadata, PathOf(route));
            var policy = await AuthorizationPolicy.CombineAsync(
                policies, metadata.GetOrderedMetadata<IAuthorizeData>(), metadata.GetOrderedMetadata<AuthorizationPolicy>());
            var roles = policy?.Requirements.OfType<RolesAuthorizationRequirement>().SelectMany(r => r.AllowedRoles).Distinct() ?? [];
            if (!roles.SequenceEqual([Roles.Admin]) || metadata.GetMetadata<IAllowAnonymous>() is not null) open.Add(path);
        }

        Assert.Empty(open);
    }

    [Fact]
    public async Task A_stranger_is_sent_to_the_log_in_or_has_no_token()
    {
        var stranger = pages.Shop.Anonymous();
        var answers = await AskAsync(stranger, stranger);

        Assert.All(answers, answer =>
        {
            if (IsApi(answer.Path)) Assert.Equal((answer.Call, HttpStatusCode.Unauthorized), (answer.Call, answer.Status));
            else Assert.StartsWith($"{answer.Call} /account/login?", $"{answer.Call} {answer.Location}", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_shopper_is_refused()
    {
        var answers = await AskAsync((await pages.Visitor().RegisterAsync()).Http, await pages.Shop.ShopperAsync());

        Assert.All(answers, answer => Assert.Equal(
            (answer.Call, IsApi(answer.Path) ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound), (answer.Call, answer.Status)));
    }

    [Fact]
    public void The_walk_comes_by_pages_downloads_uploads_and_the_API()
    {
        var paths = Routes().Select(PathOf).ToList();

        Assert.All(
            [
                "/manage", "/manage/orders/packing", "/manage/orders/to-ship", "/manage/products.csv", "/manage/overview.csv",
                "/manage/stock-take", NamedPictureUpload.Address, "/admin/products/import", "/admin/orders/1/refund",
            ],
            path => Assert.Contains(path, paths));
    }

    /// <summary>Asks every route with each of its methods.</summary>
    private async Task<List<Asked>> AskAsync(HttpClient page, HttpClient api)
    {
        var answers = new List<Asked>();
        foreach (var route in Routes())
        {
            var path = PathOf(route);
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var answer = await (IsApi(path) ? api : page).SendAsync(request);
                var to = answer.Headers.Location;
                answers.Add(new(method, path, answer.StatusCode, to is { IsAbsoluteUri: true } ? to.PathAndQuery : to?.ToString()));
            }
        }

        return answers;
    }

    private IEnumerable<RouteEndpoint> Routes() => pages.Shop.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(route => !route.RoutePattern.Parameters.Any(p => p.IsCatchAll)) // what answers for addresses that are none
        .Where(route => IsApi(PathOf(route)) || new PathString(PathOf(route)).StartsWithSegments("/manage"));

    private static bool IsApi(string path) => new PathString(path).StartsWithSegments("/admin");

    /// <summary>An address of the route: 1 in each of its places.</summary>
    private static string PathOf(RouteEndpoint route) => "/" + Place().Replace(route.RoutePattern.RawText!.Trim('/'), "1");

    private sealed record Asked(string Method, string Path, HttpStatusCode Status, string? Location)
    {
        public string Call => $"{Method} {Path}";
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
