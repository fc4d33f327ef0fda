using System.Diagnostics;
using Ecommerce.Core.Identity.Sessions;

namespace Ecommerce.Web.Api;

/// <summary>
/// Writes every problem of the API, whoever made it (an endpoint, Identity, the framework): with code, instance and trace id, as
/// JSON whatever the Accept header says, and with nothing that the framework would tell about itself.
/// </summary>
public sealed class ApiProblemWriter : IProblemDetailsWriter
{
    private const string FactorMissing =
        "This shop demands a second factor of its admins. Set one up at /auth/manage/2fa or on the page /account/security; where the "
        + "account has one, log in with 'twoFactorCode' or with the passkey.";

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
            problem.Detail = kind == ProblemKind.Forbidden && IsWithheld(http) ? FactorMissing : kind.Detail;
        }

        problem.Type = TypeOf($"{code}");
        problem.Instance = http.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        if (kind == ProblemKind.RateLimited || kind == ProblemKind.Unavailable)
            http.Response.Headers.RetryAfter = http.Response.Headers.RetryAfter.FirstOrDefault() ?? "2";
        http.Response.StatusCode = problem.Status.Value;
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json", http.RequestAborted);
    }

    private static bool IsWithheld(HttpContext http) =>
        http.RequestServices.GetRequiredService<CurrentSession>().State?.Admin == AdminRight.Withheld;

    public static string TypeOf(string code) => $"urn:ecommerce:problem:{code}";
}
