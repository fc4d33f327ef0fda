namespace Ecommerce.Core.Jobs;

/// <summary>What the shop asks of its scheduler. Not registered on an instance with <c>Jobs:Enabled=false</c>.</summary>
public interface IJobScheduler
{
    /// <summary>This instance has begun to work: its database was there and its jobs are registered.</summary>
    bool IsRunning { get; }

    /// <summary>Has a job run as soon as an instance is free.</summary>
    void Enqueue(string job, bool byHand = false);

    /// <summary>When each scheduled job comes next, in UTC.</summary>
    IReadOnlyDictionary<string, DateTime?> NextRuns();

    /// <summary>The names of the instances that are at work, as <see cref="JobInstance"/> gives them.</summary>
    IReadOnlySet<string> LiveInstances();
}

/// <summary>This instance, as the history of runs names it.</summary>
public sealed class JobInstance
{
    /// <summary>Machine and process, and a few random letters: process numbers come again, and in containers they are all alike.</summary>
    public string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..6]}";
}
