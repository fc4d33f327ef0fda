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
            problem.Detail = DetailOf(kind);
        }

        problem.Type = TypeOf($"{code}");
        problem.Instance = http.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        if (kind == ProblemKind.RateLimited || kind == ProblemKind.Unavailable) http.Response.Headers.RetryAfter = http.Response.Headers.RetryAfter.FirstOrDefault() ?? "2";
        http.Response.StatusCode = problem.Status.Value;
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json", http.RequestAborted);
    }

    public static string TypeOf(string code) => $"urn:ecommerce:problem:{code}";

    public static string DetailOf(ProblemKind kind) => kind.Code switch
    {
        "validation-failed" => "Correct the request and send it again.",
        "unauthorized" => "Log in at /auth/login and send the access token as 'Authorization: Bearer <token>'.",
        "forbidden" => "Log in with an account that has the role Admin.",
        "not-found" => "Check the address against /openapi/v1.json.",
        "method-not-allowed" => "Use one of the methods in the Allow header.",
        "body-too-large" => "Send at most 64 KiB.",
        "unsupported-media-type" => "Send the body as application/json.",
        "rate-limited" => "Wait as long as Retry-After says and send the request again.",
        "unavailable" => "Wait as long as Retry-After says and send the request again, with the same Idempotency-Key.",
        "internal-error" => "Try again; if it stays, tell the shop the traceId.",
        _ => kind.Title,
    };
}
