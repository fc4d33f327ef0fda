using System.Collections.Concurrent;
using Ecommerce.Core.Common;
using Ecommerce.Core.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Core.Jobs;

/// <summary>
/// The one place that all jobs pass: at most one run of each on an instance, its row in the history, its time in the metrics.
/// </summary>
public sealed class JobRunner(IServiceProvider services, JobHistory history, ShopMetrics metrics, StoreClock clock)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new();

    /// <summary>
    /// Runs a job of <see cref="JobNames"/>. What it throws is written down and thrown on, for the scheduler to try again.
    /// </summary>
    public async Task RunAsync(string name, bool byHand, CancellationToken cancellationToken)
    {
        var job = services.GetRequiredKeyedService<IShopJob>(name);
        var gate = gates.GetOrAdd(name, _ => new SemaphoreSlim(1, 1));
        if (!await gate.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            // Somebody waits to see what came of it; of the others, the run that is under way tells.
            if (byHand) await history.EndAsync(await history.BeginAsync(name, byHand, cancellationToken), JobReport.Skipped());
            return;
        }

        try
        {
            // In this order: a job may take note of having been called.
            if (await job.HasWorkAsync(cancellationToken) || byHand) await RunAsync(job, name, byHand, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RunAsync(IShopJob job, string name, bool byHand, CancellationToken cancellationToken)
    {
        var id = await history.BeginAsync(name, byHand, cancellationToken);
        var start = clock.Provider.GetTimestamp();
        try
        {
            await EndAsync(await job.RunAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(new JobReport(JobOutcome.Cancelled, null));
            throw;
        }
        catch (Exception error)
        {
            await EndAsync(new JobReport(JobOutcome.Failed, null), error.Message);
            throw;
        }

        Task EndAsync(JobReport report, string? error = null)
        {
            metrics.RecordJob(name, clock.Provider.GetElapsedTime(start), report.Outcome);
            return history.EndAsync(id, report, error);
        }
    }
}
