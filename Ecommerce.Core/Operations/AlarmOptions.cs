using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Operations;

/// <summary>Past these the shop calls itself degraded (it still serves): section <c>Alarms</c>.</summary>
public sealed class AlarmOptions
{
    public const string Section = "Alarms";

    /// <summary>Age of the oldest event that waits for delivery, in seconds.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Alarms:OutboxLagSeconds must be 1 or more.")]
    public int OutboxLagSeconds { get; set; } = 600;

    /// <summary>Events that wait for delivery.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Alarms:OutboxDepth must be 1 or more.")]
    public int OutboxDepth { get; set; } = 10_000;

    /// <summary>Events that were given up.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "Alarms:DeadEvents must be 0 or more.")]
    public int DeadEvents { get; set; }

    /// <summary>Hours since the end of the newest ranked day; 24 of them pass before the next one is due.</summary>
    [Range(25, int.MaxValue, ErrorMessage = "Alarms:RankingAgeHours must be 25 or more.")]
    public int RankingAgeHours { get; set; } = 26;

    /// <summary>What is amiss, in words for the log and the admin; empty when all is well.</summary>
    public IReadOnlyList<string> Check(HealthSnapshot vitals)
    {
        var amiss = new List<string>();
        if (vitals.Outbox.Lag.TotalSeconds > OutboxLagSeconds)
            amiss.Add($"The oldest event waits since {vitals.Outbox.Lag.TotalSeconds:0} s.");
        if (vitals.Outbox.Waiting > OutboxDepth) amiss.Add($"{vitals.Outbox.Waiting} events wait.");
        if (vitals.Outbox.Dead > DeadEvents) amiss.Add($"{vitals.Outbox.Dead} events are dead.");
        if (vitals.RankingAge is { } age && age.TotalHours > RankingAgeHours)
            amiss.Add($"The newest ranked day ended {age.TotalHours:0} h ago.");
        if (vitals.Discrepancies > 0) amiss.Add($"The books have {vitals.Discrepancies} discrepancies.");
        foreach (var job in vitals.FailingJobs) amiss.Add($"The last run of the job {job} failed.");
        return amiss;
    }
}
