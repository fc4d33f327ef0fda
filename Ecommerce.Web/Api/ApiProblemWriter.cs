using System.Diagnostics;

namespace Ecommerce.Web.Api;

/// <summary>
/// Writes every problem of the API, whoever made it (an endpoint, Identity, the framework): with code, instance and trace id, as
/// JSON whatever the Accept header says, and with nothing that the framework would tell about itself.
/// </summary>
public sealed class ApiProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => ApiPaths.IsApi(context.HttpContext);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Status ??= http.Response.StatusCode;
        var kind = ProblemKind.Of(problem.Status.Value);
        if (!problem.Extensions.TryGetValue("code", out var code))
        {
            problem.Extensions["code"] = code = kind.Code;
            problem.Title = kind.Title;
            problem.Detail = kind.Detail;
        }

        problem.Type = TypeOf($"{code}");
        problem.Instance = http.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        if (kind == ProblemKind.RateLimited || kind == ProblemKind.Unavailable)
            http.Response.Headers.RetryAfter = http.Response.Headers.RetryAfter.FirstOrDefault() ?? "2";
        http.Response.StatusCode = problem.Status.Value;
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json", http.RequestAborted);
    }

    public static string TypeOf(string code) => $"urn:ecommerce:problem:{code}";
}
