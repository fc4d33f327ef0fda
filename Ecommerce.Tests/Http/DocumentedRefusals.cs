using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Tests.Http;

/// <summary>Adds to every answer the refusals that its endpoint documents, so that every test notices one that is not among them.</summary>
internal sealed class DocumentedRefusals : IStartupFilter
{
    public const string Header = "X-Documented-Refusals";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Response.OnStarting(Add, context);
            return rest(context);
        });
        next(app);
    };

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        if (endpoint is RouteEndpoint route && !route.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll))
            context.Response.Headers[Header] = string.Join(' ', endpoint.Metadata.AllRefusals().Select(kind => kind.Code));
        return Task.CompletedTask;
    }
}
