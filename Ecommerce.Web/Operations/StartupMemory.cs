namespace Ecommerce.Web.Operations;

/// <summary>
/// Gives back the memory that the start has used: once, when the first requests are through. The collector by itself keeps it until the
/// machine runs short, which on a shared machine is too late for the neighbours.
/// </summary>
public sealed class StartupMemory(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Delay, time, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
