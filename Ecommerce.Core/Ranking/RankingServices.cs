using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Core.Ranking;

public static class RankingServices
{
    public static void AddRanking(this IServiceCollection services)
    {
        services.AddSingleton<AggregateDay>();
        services.AddSingleton<NightlyRanking>();
        services.AddSingleton<TopProducts>();
        services.AddSingleton<RankingQueries>();
    }
}
