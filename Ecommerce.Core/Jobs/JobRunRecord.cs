using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Ecommerce.Core.Jobs;

/// <summary>One run of a job. Without an end it is under way, or its instance was killed.</summary>
public sealed class JobRunRecord
{
    public const int MaxErrorLength = 500;

    public long Id { get; init; }

    /// <summary>One of <see cref="JobNames"/>.</summary>
    public required string Job { get; init; }

    public DateTime BegunAt { get; init; }

    public DateTime? EndedAt { get; set; }

    public JobOutcome? Outcome { get; set; }

    /// <summary>What it achieved, as <c>key=value</c>.</summary>
    public string? Figures { get; set; }

    public string? Error { get; set; }

    /// <summary>An admin asked for it.</summary>
    public bool ByHand { get; init; }

    public required string Instance { get; init; }
}

internal sealed class JobRunTable : IEntityTypeConfiguration<JobRunRecord>
{
    private static readonly ValueConverter<JobOutcome, string> OutcomeText =
        new(outcome => ModelConventions.EnumText(outcome), text => Enum.Parse<JobOutcome>(text, true));

    public void Configure(EntityTypeBuilder<JobRunRecord> run)
    {
        run.ToTable("job_runs");
        run.Property(r => r.Job).HasMaxLength(50);
        run.Property(r => r.Outcome).HasConversion(OutcomeText).HasMaxLength(20);
        run.Property(r => r.Figures).HasMaxLength(200);
        run.Property(r => r.Error).HasMaxLength(JobRunRecord.MaxErrorLength);
        run.Property(r => r.Instance).HasMaxLength(200);
        run.HasIndex(r => new { r.Job, r.Id });
        run.HasIndex(r => r.BegunAt);
    }
}
