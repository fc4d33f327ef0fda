using System.Diagnostics.Metrics;
using Ecommerce.Core.Operations;

namespace Ecommerce.Tests.Jobs;

/// <summary>Sees a job's runs by the metric that each of them leaves.</summary>
public sealed class JobRunsSeen : IDisposable
{
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MeterListener listener = new();

    public JobRunsSeen(string job)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == ShopMetrics.MeterName && instrument.Name == "ecommerce.job.duration") listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags) if (tag.Key == "job" && (string?)tag.Value == job) first.TrySetResult();
        });
        listener.Start();
    }

    public Task FirstAsync => first.Task;

    public void Dispose() => listener.Dispose();
}
