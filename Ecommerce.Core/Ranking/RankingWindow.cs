using System.Text.Json.Serialization;

namespace Ecommerce.Core.Ranking;

/// <summary>Business days, both ends included.</summary>
public readonly record struct RankingWindow(DateOnly From, DateOnly To)
{
    /// <summary>Days that the public top list sums up.</summary>
    public const int TopDays = 3;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>As many days, right before these. Not written as JSON: each has one before it, without end.</summary>
    [JsonIgnore]
    public RankingWindow Before => new(From.AddDays(-Days), From.AddDays(-1));

    public static RankingWindow LastCompleteDays(DateOnly today) => new(today.AddDays(-TopDays), today.AddDays(-1));
}

public enum RankingOrder
{
    /// <summary>By pieces, then revenue, then product id.</summary>
    Quantity,

    /// <summary>By revenue, then pieces, then product id.</summary>
    Revenue,
}
