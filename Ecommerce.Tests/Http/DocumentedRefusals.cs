using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Tests.Http;

/// <summary>Adds to every answer the refusals that its endpoint documents, so that every test notices one that is not among them.</summary>
internal sealed class DocumentedRefusals : IStartupFilter
{
    public const string Header = "X-Documented-Refusals";

    /// <summary>What any endpoint may answer, and none documents.</summary>
    private static readonly ProblemKind[] Anywhere =
        [ProblemKind.BodyTooLarge, ProblemKind.UnsupportedMediaType, ProblemKind.InternalError, ProblemKind.Unavailable];

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
        var refusals = endpoint?.Metadata.GetOrderedMetadata<RefusalMetadata>();
        if (refusals is { Count: > 0 })
            context.Response.Headers[Header] = string.Join(' ', refusals.SelectMany(r => r.Kinds).Concat(Anywhere).Select(kind => kind.Code));
        return Task.CompletedTask;
    }
}
