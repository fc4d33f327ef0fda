using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Api;

/// <summary>
/// The one place that says how a request is refused that can't be read, whoever reads it: <see cref="RequestBody"/>, an endpoint, or the
/// framework. What is malformed is <c>validation-failed</c> and names the member, the <c>body</c> or the <c>query</c>; a body that is no
/// JSON by its headers is 415, one that is too large 413, and one that does not arrive 408.
/// </summary>
public static partial class UnreadableRequest
{
    private static readonly string[] Messages = ["Is missing, malformed or of the wrong type."];

    public static RefusedRequestException TooLarge() => Because(ProblemKind.BodyTooLarge);

    public static RefusedRequestException NotJson() => Because(ProblemKind.UnsupportedMediaType);

    public static RefusedRequestException Body() => Malformed(["body"]);

    public static RefusedRequestException Query() => Malformed(["query"]);

    /// <summary>Text that no database can store, wherever it stood.</summary>
    public static RefusedRequestException Text() => new(new ValidationFailed("request", "Holds text that can't be stored."));

    /// <summary>
    /// Names the member that could not be read, from a JSON path such as <c>$.items[0].quantity</c>, or those that are missing (of which
    /// only the exception's message tells).
    /// </summary>
    public static RefusedRequestException Json(JsonException error)
    {
        var missing = MissingMember().Matches(error.Message);
        if (missing.Count > 0) return Malformed(missing.Select(m => m.Groups["name"].Value));
        return error.Path?.StartsWith("$.", StringComparison.Ordinal) == true ? Malformed([error.Path[2..]]) : Body();
    }

    /// <summary>
    /// What the framework could not read: bodies have passed <see cref="RequestBody"/> by then, so the rest is in the query.
    /// </summary>
    public static ProblemHttpResult ToProblem(BadHttpRequestException error) => error switch
    {
        { InnerException: JsonException json } => Json(json).Problem,
        { StatusCode: StatusCodes.Status400BadRequest } => Query().Problem,
        _ => TypedResults.Problem(statusCode: error.StatusCode),
    };

    private static RefusedRequestException Malformed(IEnumerable<string> fields) =>
        new(new ValidationFailed(fields.ToDictionary(field => field, _ => Messages)));

    private static RefusedRequestException Because(ProblemKind kind) => new(ApiProblems.Problem(kind, kind.Detail));

    [GeneratedRegex(@"(?<=missing required properties including:.*)'(?<name>\w+)'")]
    private static partial Regex MissingMember();
}
