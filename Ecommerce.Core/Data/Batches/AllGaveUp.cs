namespace Ecommerce.Core.Data.Batches;

/// <summary>Is cancelled when every member of a batch was given up by its caller.</summary>
internal sealed class AllGaveUp : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<CancellationTokenRegistration> registrations;
    private int left;

    public AllGaveUp(IReadOnlyList<BatchMember> members)
    {
        left = members.Count;
        registrations = members.Select(m => m.Cancellation.Register(CountDown)).ToList();
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void CountDown()
    {
        if (Interlocked.Decrement(ref left) == 0) source.Cancel();
    }
}
