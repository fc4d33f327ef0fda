using System.Diagnostics.Metrics;
using Ecommerce.Core.Events;
using Ecommerce.Core.Jobs;

namespace Ecommerce.Core.Operations;

/// <summary>The shop's figures for whoever collects them: the meter <c>Ecommerce</c>.</summary>
public sealed class ShopMetrics
{
    public const string MeterName = "Ecommerce";

    private readonly Counter<long> deliveries;
    private readonly Histogram<double> jobDuration;

    public ShopMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        deliveries = meter.CreateCounter<long>("ecommerce.outbox.deliveries", "{delivery}", "Deliveries, by destination and outcome.");
        jobDuration = meter.CreateHistogram<double>("ecommerce.job.duration", "s", "How long background jobs ran, by job and outcome.");
        Gauge("ecommerce.outbox.depth", "{event}", "Events that wait for delivery.", v => v.Outbox.Waiting);
        Gauge("ecommerce.outbox.lag", "s", "Age of the oldest event that waits for delivery.", v => v.Outbox.Lag.TotalSeconds);
        Gauge("ecommerce.outbox.dead", "{event}", "Events that were given up.", v => v.Outbox.Dead);
        Gauge(
            "ecommerce.ranking.age", "s", "Time since the end of the newest complete day that is ranked.", v => v.RankingAge?.TotalSeconds);
        Gauge("ecommerce.books.discrepancies", "{discrepancy}", "What the last check of the books found.", v => v.Discrepancies);
        Gauge("ecommerce.job.failing", "{job}", "Jobs whose last run failed.", v => v.FailingJobs.Count);

        void Gauge(string name, string unit, string description, Func<HealthSnapshot, double?> read) => meter.CreateObservableGauge(
            name,
            () => Latest is { } vitals && read(vitals) is { } value ? [new Measurement<double>(value)] : Array.Empty<Measurement<double>>(),
            unit,
            description);
    }

    /// <summary>What the gauges show; null until it was read for the first time.</summary>
    public HealthSnapshot? Latest { get; internal set; }

    public void CountDelivery(string destination, DeliveryOutcome outcome) => deliveries.Add(
        1,
        new KeyValuePair<string, object?>("destination", destination),
        new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));

    public void RecordJob(string job, TimeSpan duration, JobOutcome outcome) => jobDuration.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("job", job),
        new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));
}
