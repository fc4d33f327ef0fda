namespace Ecommerce.Core.Data;

/// <summary>Whether the database is there, migrated and seeded; until then the shop answers that it is unavailable.</summary>
public sealed class DatabaseReadiness
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => ready.Task.IsCompleted;

    public Task WaitAsync(CancellationToken cancellationToken) => ready.Task.WaitAsync(cancellationToken);

    internal void MarkReady() => ready.TrySetResult();
}
