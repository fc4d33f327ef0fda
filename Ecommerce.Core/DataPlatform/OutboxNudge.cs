using System.Threading.Channels;

namespace Ecommerce.Core.DataPlatform;

/// <summary>Wakes this instance's dispatcher as soon as an event is durable. Losing a nudge loses nothing: the sweep finds the event.</summary>
public sealed class OutboxNudge
{
    private readonly Channel<bool> nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Notify() => nudges.Writer.TryWrite(true);

    /// <summary>Waits for the next nudge; any number of them since the last wait count as one.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => nudges.Reader.ReadAsync(cancellationToken);
}
