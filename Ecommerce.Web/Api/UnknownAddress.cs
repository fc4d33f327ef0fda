using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing.Template;

namespace Ecommerce.Web.Api;

/// <summary>
/// Takes what no endpoint of the API took: 405 where another method would have been right, and 404 elsewhere. The router's own 405 would
/// also count endpoints that take any path (static files in development, fallback pages), which these prefixes have nothing to do with.
/// </summary>
public static class UnknownAddress
{
    public static void MapUnknownAddresses(this IEndpointRouteBuilder api)
    {
        foreach (var prefix in ApiPaths.Prefixes) api.Map($"{prefix}/{{**rest}}", Refuse).AllowAnonymous().ExcludeFromDescription();
    }

    private static ProblemHttpResult Refuse(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => TakesPath(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (methods.Length == 0) return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
        context.Response.Headers.Allow = string.Join(", ", methods);
        return TypedResults.Problem(statusCode: StatusCodes.Status405MethodNotAllowed);
    }

    private static bool TakesPath(RouteEndpoint endpoint, PathString path) =>
        !endpoint.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll)
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}
