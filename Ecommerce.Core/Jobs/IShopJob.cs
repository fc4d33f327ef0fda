namespace Ecommerce.Core.Jobs;

/// <summary>Something that the shop does by itself. When and on which instance is the scheduler's business.</summary>
public interface IShopJob
{
    /// <summary>Whether a run would have anything to do. One without leaves no trace in the history.</summary>
    Task<bool> HasWorkAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Runs at most once at a time on an instance; other instances may run it at the same moment.</summary>
    Task<JobReport> RunAsync(CancellationToken cancellationToken);
}

/// <param name="Figures">What the run achieved, as <c>key=value</c>, which a page can put into its reader's language.</param>
public sealed record JobReport(JobOutcome Outcome, string? Figures)
{
    public static JobReport Succeeded(string figures) => new(JobOutcome.Succeeded, figures);

    public static JobReport Skipped(string? figures = null) => new(JobOutcome.Skipped, figures);

    public static JobReport Failed(string figures) => new(JobOutcome.Failed, figures);
}

public enum JobOutcome
{
    Succeeded,

    /// <summary>It found what must not be, or broke off with an error.</summary>
    Failed,

    /// <summary>The instance was stopped meanwhile.</summary>
    Cancelled,

    /// <summary>There was nothing to do, or the same job was running on this instance.</summary>
    Skipped,
}
