using Ecommerce.Core.Events;

namespace Ecommerce.Core.DataPlatform;

/// <summary>How events reach the data platform: by HTTP, or in a file.</summary>
public interface IDataPlatformSink
{
    /// <inheritdoc cref="IEventDestination.SendAsync"/>
    Task<DeliveryResult> SendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken);
}
