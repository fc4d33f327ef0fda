using Ecommerce.Core.Jobs;

namespace Ecommerce.Tests.Jobs;

/// <summary>A scheduler that runs nothing.</summary>
public sealed class FakeScheduler : IJobScheduler
{
    public bool IsRunning => true;

    public HashSet<string> Live { get; } = [];

    /// <summary>Gets what is enqueued.</summary>
    public Action<string> Enqueued { get; set; } = _ => { };

    public void Enqueue(string job, bool byHand = false) => Enqueued(job);

    public IReadOnlyDictionary<string, DateTime?> NextRuns() => new Dictionary<string, DateTime?>();

    public IReadOnlySet<string> LiveInstances() => Live;
}
