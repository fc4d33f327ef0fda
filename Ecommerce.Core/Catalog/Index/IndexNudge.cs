using System.Threading.Channels;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>
/// Tells this instance that the index has something to learn. Losing one loses nothing: the next list that is found tells again.
/// </summary>
public sealed class IndexNudge
{
    private readonly Channel<bool> nudges = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Notify() => nudges.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await nudges.Reader.ReadAsync(cancellationToken);
}
