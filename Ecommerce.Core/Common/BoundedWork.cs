namespace Ecommerce.Core.Common;

/// <summary>
/// Costly work of one kind: <paramref name="atOnce"/> pieces are under way, <paramref name="waiting"/> more wait for their turn, and what
/// comes on top is refused (<see cref="OverloadedException"/>), so that a flood of it takes no more than its share of the machine.
/// </summary>
public class BoundedWork(int atOnce, int waiting) : IDisposable
{
    private readonly SemaphoreSlim turns = new(atOnce, atOnce);
    private int taken;

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref taken) > atOnce + waiting)
        {
            Interlocked.Decrement(ref taken);
            throw new OverloadedException();
        }

        try
        {
            await turns.WaitAsync(cancellationToken);
            try
            {
                return await work(cancellationToken);
            }
            finally
            {
                turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref taken);
        }
    }

    public void Dispose()
    {
        turns.Dispose();
        GC.SuppressFinalize(this);
    }
}
