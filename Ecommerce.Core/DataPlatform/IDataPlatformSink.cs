using Ecommerce.Core.Events;

namespace Ecommerce.Core.DataPlatform;

/// <summary>How events reach the data platform: by HTTP, or in a file.</summary>
public interface IDataPlatformSink
{
    /// <summary>How many events are sent at once at most; null for as many as <see cref="DataPlatformOptions.Concurrency"/> says.</summary>
    int? AtOnce => null;

    /// <inheritdoc cref="IEventDestination.SendAsync"/>
    Task<DeliveryResult> SendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken);
}
