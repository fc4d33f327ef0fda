using Ecommerce.Core.Jobs;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Jobs;

public static class AwaitedRuns
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Reads the history of runs, as an admin's page does, until it shows what is waited for; oldest first.</summary>
    public static async Task<List<JobRunRecord>> WaitForRunsAsync(this TestShop shop, Func<List<JobRunRecord>, bool> isThere)
    {
        using var deadline = new CancellationTokenSource(Limit);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var runs = await shop.ReadAsync(db => db.JobRuns.AsNoTracking().OrderBy(r => r.Id).ToListAsync());
            if (isThere(runs)) return runs;
            Assert.False(
                deadline.IsCancellationRequested,
                $"The history shows only: {string.Join("; ", runs.Select(r => $"{r.Job} {r.BegunAt:O} {r.Outcome} {r.Error}"))}");
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Waits until so many instances run jobs.</summary>
    public static async Task WaitForInstancesAsync(this IJobScheduler scheduler, int count)
    {
        using var deadline = new CancellationTokenSource(Limit);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (scheduler.LiveInstances().Count != count) await pace.WaitForNextTickAsync(deadline.Token);
    }

    /// <summary>Waits until this shop's instance runs jobs, and meanwhile does something again and again.</summary>
    public static async Task WaitUntilJobsRunAsync(this TestShop shop, Action? meanwhile = null)
    {
        using var deadline = new CancellationTokenSource(Limit);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!shop.Get<IJobScheduler>().IsRunning)
        {
            meanwhile?.Invoke();
            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>Waits until a job has ended so many times.</summary>
    public static async Task<List<JobRunRecord>> WaitForEndsAsync(this TestShop shop, string job, int count = 1) =>
        (await shop.WaitForRunsAsync(runs => runs.Count(r => r.Job == job && r.EndedAt is not null) >= count)).FindAll(r => r.Job == job);
}
