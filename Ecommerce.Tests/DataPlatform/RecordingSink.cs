using System.Collections.Concurrent;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;

namespace Ecommerce.Tests.DataPlatform;

/// <summary>A platform that remembers what it was sent and answers what the test tells it to.</summary>
public sealed class RecordingSink : IDataPlatformSink
{
    private readonly ConcurrentQueue<CloudEvent> received = new();

    public Func<CloudEvent, CancellationToken, Task<DeliveryResult>> Answer { get; set; } = (_, _) =>
        Task.FromResult(DeliveryResult.Delivered);

    /// <summary>All that was sent to it, whatever it answered.</summary>
    public IReadOnlyList<CloudEvent> Received => [.. received];

    public IReadOnlyList<string> ReceivedIds => Received.Select(e => e.Id).ToList();

    public Task<DeliveryResult> SendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        received.Enqueue(cloudEvent);
        return Answer(cloudEvent, cancellationToken);
    }

    public void AnswerWith(DeliveryResult result) => Answer = (_, _) => Task.FromResult(result);

    public void AnswerWith(Func<CloudEvent, DeliveryResult> answer) => Answer = (e, _) => Task.FromResult(answer(e));
}
