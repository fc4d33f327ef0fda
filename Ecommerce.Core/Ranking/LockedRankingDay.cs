namespace Ecommerce.Core.Ranking;

/// <summary>The mark of a business day that has been aggregated; whoever holds it aggregates that day alone.</summary>
public sealed record LockedRankingDay(DateOnly Date, DateTime AggregatedAt, bool Outdated);
