using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ecommerce.Web.Api;

/// <summary>The problems an endpoint may answer, for the API's description.</summary>
public sealed record RefusalMetadata(IReadOnlyList<ProblemKind> Kinds);

public static class RefusalExtensions
{
    /// <summary>
    /// What any address of the API may answer, and no endpoint names; a 400 for text in the address that no database can store.
    /// </summary>
    private static readonly ProblemKind[] Anywhere =
        [ProblemKind.ValidationFailed, ProblemKind.RateLimited, ProblemKind.InternalError, ProblemKind.Unavailable];

    private static readonly ProblemKind[] OfStrangers = [ProblemKind.Unauthorized];

    private static readonly ProblemKind[] OfBodies =
        [ProblemKind.RequestTimeout, ProblemKind.BodyTooLarge, ProblemKind.UnsupportedMediaType];

    /// <summary>
    /// Names what this endpoint refuses, beyond what follows from its parameters, from needing a token, or from being there at all.
    /// </summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RefusalMetadata(kinds));

    /// <summary>All that an endpoint with this metadata may refuse, by status.</summary>
    public static IReadOnlyList<ProblemKind> AllRefusals(this IEnumerable<object> metadata)
    {
        var all = metadata.ToList();
        return all.OfType<RefusalMetadata>().SelectMany(m => m.Kinds)
            .Concat(all.OfType<IAcceptsMetadata>().Any() ? OfBodies : [])
            .Concat(all.NeedsToken() ? OfStrangers : [])
            .Concat(Anywhere)
            .Distinct()
            .OrderBy(kind => kind.Status)
            .ToList();
    }

    public static bool NeedsToken(this IEnumerable<object> metadata) =>
        metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();
}
