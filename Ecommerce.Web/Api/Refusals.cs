namespace Ecommerce.Web.Api;

/// <summary>The problems an endpoint may answer, for the API's description.</summary>
public sealed record RefusalMetadata(IReadOnlyList<ProblemKind> Kinds);

public static class RefusalExtensions
{
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RefusalMetadata(kinds));
}
