using System.ComponentModel.DataAnnotations;
using Cronos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Core.Jobs;

/// <summary>
/// What runs in the background and when: section <c>Jobs</c>. Cron expressions have five fields and are read in the store's time zone:
/// https://github.com/HangfireIO/Cronos#cron-format.
/// </summary>
public sealed class JobsOptions : IValidatableObject
{
    public const string Section = "Jobs";

    /// <summary>
    /// Whether this instance does background work at all. One that does must be there for events to be sent and days to be ranked.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The nightly ranking.</summary>
    public string RankingCron { get; set; } = "0 0 * * *";

    /// <summary>
    /// How often the outbox is looked through for events that no nudge came for, in seconds: at the full minute and every so many
    /// seconds after it.
    /// </summary>
    [Range(1, 60, ErrorMessage = "Jobs:OutboxSweepSeconds must be from 1 to 60.")]
    public int OutboxSweepSeconds { get; set; } = 15;

    /// <summary>How often it is looked for products that became low, in seconds; as <see cref="OutboxSweepSeconds"/>.</summary>
    [Range(10, 60, ErrorMessage = "Jobs:LowStockSeconds must be from 10 to 60.")]
    public int LowStockSeconds { get; set; } = 60;

    /// <summary>How late a scheduled change of a product may come, in seconds; as <see cref="OutboxSweepSeconds"/>.</summary>
    [Range(1, 60, ErrorMessage = "Jobs:ScheduledChangesSeconds must be from 1 to 60.")]
    public int ScheduledChangesSeconds { get; set; } = 10;

    public string CleanUpCron { get; set; } = "10 4 * * *";

    /// <summary>The check of the books.</summary>
    public string ReconciliationCron { get; set; } = "20 * * * *";

    /// <summary>How long answers are kept for repeated requests with an idempotency key.</summary>
    [Range(7, 3650, ErrorMessage = "Jobs:IdempotencyDays must be from 7 to 3650.")]
    public int IdempotencyDays { get; set; } = 7;

    /// <summary>How long a guest's cart is kept after it was last touched.</summary>
    [Range(1, 3650, ErrorMessage = "Jobs:GuestCartDays must be from 1 to 3650.")]
    public int GuestCartDays { get; set; } = 30;

    /// <summary>How long the runs of jobs are remembered.</summary>
    [Range(1, 3650, ErrorMessage = "Jobs:HistoryDays must be from 1 to 3650.")]
    public int HistoryDays { get; set; } = 30;

    /// <summary>How soon another instance begins a job again whose instance died, in seconds.</summary>
    [Range(5, 3600, ErrorMessage = "Jobs:TakeOverSeconds must be from 5 to 3600.")]
    public int TakeOverSeconds { get; set; } = 60;

    /// <summary>When a job comes; null for one that comes at intervals, or when there is something to do.</summary>
    public string? CronOf(string job) => job switch
    {
        JobNames.NightlyRanking => RankingCron,
        JobNames.CleanUp => CleanUpCron,
        JobNames.Reconciliation => ReconciliationCron,
        _ => null,
    };

    public TimeSpan? IntervalOf(string job) => job switch
    {
        JobNames.OutboxSweep => TimeSpan.FromSeconds(OutboxSweepSeconds),
        JobNames.LowStock => TimeSpan.FromSeconds(LowStockSeconds),
        JobNames.ScheduledChanges => TimeSpan.FromSeconds(ScheduledChangesSeconds),
        _ => null,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var crons = new[] { ("RankingCron", RankingCron), ("CleanUpCron", CleanUpCron), ("ReconciliationCron", ReconciliationCron) };
        foreach (var (name, cron) in crons)
        {
            if (cron is null || !CronExpression.TryParse(cron, CronFormat.Standard, out _))
                yield return new(
                    $"Jobs:{name} '{cron}' is no cron expression of five fields (minute hour day month weekday). "
                    + "Set one such as '0 0 * * *'.");
        }
    }
}

public static class JobsSwitch
{
    /// <summary>Whether this instance does background work.</summary>
    public static bool RunsJobs(this IHostApplicationBuilder builder) =>
        builder.Configuration.GetValue($"{JobsOptions.Section}:Enabled", true);
}
