using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Jobs;

/// <summary>Writes the table of runs.</summary>
public sealed class JobHistory(ShopTransaction transaction, JobInstance instance, StoreClock clock, ILogger<JobHistory> log)
{
    /// <summary>Notes that a run begins, and returns its number.</summary>
    public async Task<long> BeginAsync(string job, bool byHand, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var begun = await transaction.EditAsync<JobRunRecord>(
            async (unit, token) =>
            {
                var run = new JobRunRecord { Job = job, BegunAt = now, ByHand = byHand, Instance = instance.Name };
                unit.Db.Add(run);
                await unit.Db.SaveChangesAsync(token);
                return run;
            },
            cancellationToken);
        return begun.Value!.Id;
    }

    /// <summary>
    /// Notes how a run ended. When that can't be written (the database went away meanwhile), the run stays without an end: what it did
    /// is done, or rolled back, all the same.
    /// </summary>
    public async Task EndAsync(long id, JobReport report, string? error = null)
    {
        var now = clock.UtcNow;
        if (error?.Length > JobRunRecord.MaxErrorLength) error = error[..JobRunRecord.MaxErrorLength];
        try
        {
            await transaction.EditAsync<int>(
                async (unit, token) => await unit.Db.JobRuns.Where(r => r.Id == id).ExecuteUpdateAsync(
                    run => run
                        .SetProperty(r => r.EndedAt, (DateTime?)now)
                        .SetProperty(r => r.Outcome, (JobOutcome?)report.Outcome)
                        .SetProperty(r => r.Figures, report.Figures)
                        .SetProperty(r => r.Error, error),
                    token),
                CancellationToken.None);
        }
        catch (Exception failure) when (failure.FindDbException() is { } dbError)
        {
            log.LogWarning("The end of run {Id} could not be written: {Reason}", id, dbError.Message);
        }
    }
}
