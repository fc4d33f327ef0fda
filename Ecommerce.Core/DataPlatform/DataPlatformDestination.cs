using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.DataPlatform;

/// <summary>The data platform as a destination: it hears of every order.</summary>
public sealed class DataPlatformDestination(IDataPlatformSink sink, IOptions<DataPlatformOptions> options) : IEventDestination
{
    public const string DestinationName = "data-platform";

    public string Name => DestinationName;

    public DeliveryPolicy Policy { get; } = options.Value.Policy with { Concurrency = sink.AtOnce ?? options.Value.Concurrency };

    public bool Wants(ShopEvent shopEvent) => shopEvent.SubjectType == OrderEvents.Subject;

    public Task<DeliveryResult> SendAsync(ShopEvent shopEvent, CancellationToken cancellationToken) =>
        sink.SendAsync(CloudEvent.Of(shopEvent), cancellationToken);
}
