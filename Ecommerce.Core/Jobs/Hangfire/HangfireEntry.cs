using Hangfire;

namespace Ecommerce.Core.Jobs.Hangfire;

/// <summary>
/// What Hangfire calls. Its tables hold these names, also across an upgrade: a renamed method would leave jobs that nobody can run.
/// </summary>
public sealed class HangfireEntry(JobRunner runner)
{
    /// <summary>
    /// For a job that comes again soon by itself. Gone when it failed, for failed jobs stay in Hangfire's tables for ever.
    /// </summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    [JobDisplayName("{0}")]
    public Task RunOnceAsync(string job, bool byHand, CancellationToken cancellationToken) =>
        runner.RunAsync(job, byHand, cancellationToken);

    /// <summary>For a job that comes once a day: tried again for about an hour.</summary>
    [AutomaticRetry(Attempts = 8, DelaysInSeconds = [30, 60, 120, 240, 480, 900, 900, 900])]
    [JobDisplayName("{0}")]
    public Task RunUntilDoneAsync(string job, bool byHand, CancellationToken cancellationToken) =>
        runner.RunAsync(job, byHand, cancellationToken);
}
