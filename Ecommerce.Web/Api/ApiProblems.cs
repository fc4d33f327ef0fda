using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Api;

/// <summary>Makes problems (RFC 9457) of refusals, as the rows of <see cref="ProblemKind"/> say.</summary>
public static class ApiProblems
{
    public static ProblemHttpResult ToProblem(this Refusal refusal)
    {
        var kind = ProblemKind.Of(refusal);
        return Problem(kind, kind.Detail, kind.MembersOf(refusal));
    }

    /// <param name="detail">What the caller should do next, where that is more than the row says.</param>
    public static ProblemHttpResult Problem(ProblemKind kind, string detail, IReadOnlyList<(string Name, object? Value)>? members = null)
    {
        var extensions = (members ?? []).ToDictionary(m => m.Name, m => m.Value);
        extensions["code"] = kind.Code;
        return TypedResults.Problem(detail, statusCode: kind.Status, title: kind.Title, extensions: extensions);
    }

    /// <summary>What a problem at this path looks like, for the API's description: made by the code that makes the real ones.</summary>
    public static JsonNode ExampleOf(ProblemKind kind, string path)
    {
        var problem = (kind.Example?.ToProblem() ?? Problem(kind, kind.Detail)).ProblemDetails;
        problem.Type = ApiProblemWriter.TypeOf(kind.Code);
        problem.Instance = path;
        problem.Extensions["traceId"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        return JsonSerializer.SerializeToNode(problem, ApiJson.Options)!;
    }
}

/// <summary>A request that was refused while it was being read, before any endpoint saw it.</summary>
public sealed class RefusedRequestException(ProblemHttpResult problem) : Exception("The request was refused.")
{
    public RefusedRequestException(Refusal refusal)
        : this(refusal.ToProblem())
    {
    }

    public ProblemHttpResult Problem { get; } = problem;
}
