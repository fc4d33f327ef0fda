using Ecommerce.Core.Operations;
using Quartz;

namespace Ecommerce.Core.Jobs;

/// <summary>Times every run of every job for the metrics.</summary>
internal sealed class JobTimes(ShopMetrics metrics, TimeProvider time) : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var succeeded = false;
        try
        {
            await next(context, cancellationToken);
            succeeded = context.Result is not IJobRunReport { Result: JobRunResult.Failed };
        }
        finally
        {
            metrics.RecordJob(context.JobDetail.Key.Name, time.GetElapsedTime(start), succeeded);
        }
    }
}
