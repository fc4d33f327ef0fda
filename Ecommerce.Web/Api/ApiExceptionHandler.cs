using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Api;

/// <summary>What an exception looks like from outside: a problem that says what to do, and nothing of the exception.</summary>
public sealed class ApiExceptionHandler(Dialect dialect, ILogger<ApiExceptionHandler> log) : IExceptionHandler
{
    /// <summary>PostgreSQL's "character not in repertoire": text that no input check caught.</summary>
    private const string UntranslatableCharacter = "22021";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The path has been set to the error page's, which is for people.
        var path = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (path is null || !ApiPaths.IsApi(path)) return false;
        httpContext.Request.Path = path;
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        await ProblemOf(exception).ExecuteAsync(httpContext);
        return true;
    }

    private ProblemHttpResult ProblemOf(Exception exception)
    {
        switch (exception)
        {
            case RefusedRequestException refused:
                return refused.Problem;
            case BadHttpRequestException bad:
                return UnreadableRequest.ToProblem(bad);
            case OverloadedException:
                return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (exception.FindDbException() is { } dbError)
        {
            if (dbError.SqlState == UntranslatableCharacter) return UnreadableRequest.Text().Problem;
            if (dialect.IsUnavailable(dbError))
            {
                log.LogWarning("The database is not available: {Reason}", dbError.Message);
                return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }

        log.LogError(exception, "A request failed.");
        return TypedResults.Problem(statusCode: StatusCodes.Status500InternalServerError);
    }
}
