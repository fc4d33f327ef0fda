using System.Threading.Channels;

namespace Ecommerce.Core.Events;

/// <summary>
/// Tells this instance that an event is durable. Giving one costs an order nothing: no statement, no waiting. Losing one loses nothing:
/// the sweep finds the event.
/// </summary>
public sealed class EventNudge(TimeProvider time)
{
    private readonly Channel<bool> nudges = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is a nudge that nobody has taken. Any number of them since the last one was taken are one.</summary>
    public bool IsPending => nudges.Reader.TryPeek(out _);

    public void Notify() => nudges.Writer.TryWrite(true);

    /// <summary>Waits until there is one, and leaves it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await nudges.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes what is there.</summary>
    public void Take() => nudges.Reader.TryRead(out _);

    /// <summary>Waits for one and takes it; false when none came in time, or when cancelled.</summary>
    public async Task<bool> TakeAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await nudges.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
