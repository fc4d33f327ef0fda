using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Ecommerce.Core.Jobs;

/// <summary>What runs in the background and when: section <c>Jobs</c>. Cron expressions are read in the store's time zone.</summary>
public sealed class JobsOptions : IValidatableObject
{
    public const string Section = "Jobs";

    /// <summary>Whether this instance does background work at all. One that does must be there for events to be sent and days to be ranked.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The nightly ranking. A few seconds past midnight, so that orders whose last millisecond was before it are in the database.
    /// </summary>
    [Required]
    public string RankingCron { get; set; } = "5 0 0 * * ?";

    /// <summary>How often the outbox is looked through for events that no nudge came for, in seconds.</summary>
    [Range(1, 3600, ErrorMessage = "Jobs:OutboxSweepSeconds must be from 1 to 3600.")]
    public int OutboxSweepSeconds { get; set; } = 15;

    [Required]
    public string CleanUpCron { get; set; } = "0 10 4 * * ?";

    /// <summary>The check of the books.</summary>
    [Required]
    public string ReconciliationCron { get; set; } = "0 20 * * * ?";

    /// <summary>How long answers are kept for repeated requests with an idempotency key.</summary>
    [Range(7, 3650, ErrorMessage = "Jobs:IdempotencyDays must be from 7 to 3650.")]
    public int IdempotencyDays { get; set; } = 7;

    /// <summary>How long a guest's cart is kept after it was last touched.</summary>
    [Range(1, 3650, ErrorMessage = "Jobs:GuestCartDays must be from 1 to 3650.")]
    public int GuestCartDays { get; set; } = 30;

    /// <summary>How long the runs of jobs are remembered.</summary>
    [Range(1, 3650, ErrorMessage = "Jobs:HistoryDays must be from 1 to 3650.")]
    public int HistoryDays { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, cron) in new[] { ("RankingCron", RankingCron), ("CleanUpCron", CleanUpCron), ("ReconciliationCron", ReconciliationCron) })
        {
            if (!CronExpression.TryParse(cron, out _))
                yield return new($"Jobs:{name} '{cron}' is not a Quartz cron expression. Set one such as '5 0 0 * * ?'.");
        }
    }
}

public static class JobsSwitch
{
    /// <summary>Whether this instance does background work.</summary>
    public static bool RunsJobs(this IHostApplicationBuilder builder) => builder.Configuration.GetValue($"{JobsOptions.Section}:Enabled", true);
}
