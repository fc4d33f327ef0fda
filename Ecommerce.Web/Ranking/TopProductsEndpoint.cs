using Ecommerce.Core.Ranking;
using Ecommerce.Web.Api;

namespace Ecommerce.Web.Ranking;

/// <param name="From">First of the three business days.</param>
/// <param name="To">Last of them: yesterday.</param>
/// <param name="AggregatedAt">When the days were last counted; null before the first run.</param>
public sealed record TopProductsResponse(DateOnly From, DateOnly To, DateTime? AggregatedAt, IReadOnlyList<TopProduct> Items);

public static class TopProductsEndpoint
{
    public static void MapTopProducts(this IEndpointRouteBuilder api) =>
        api.MapGet("/products/top", Get).WithTags("Products").AllowAnonymous()
            .WithSummary("Get the five best sellers of the last three complete days");

    private static async Task<FreshJson<TopProductsResponse>> Get(TopProducts top, CancellationToken cancellationToken)
    {
        var list = await top.GetAsync(cancellationToken);
        return FreshResults.Fresh(new TopProductsResponse(list.Window.From, list.Window.To, list.AggregatedAt, list.Items));
    }
}
