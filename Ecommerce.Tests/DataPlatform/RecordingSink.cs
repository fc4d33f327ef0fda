using System.Collections.Concurrent;
using Ecommerce.Core.DataPlatform;

namespace Ecommerce.Tests.DataPlatform;

/// <summary>A platform that remembers what it was sent and answers what the test tells it to.</summary>
public sealed class RecordingSink : IDataPlatformSink
{
    private readonly ConcurrentQueue<OrderEvent> received = new();

    public Func<OrderEvent, CancellationToken, Task<Delivery>> Answer { get; set; } = (_, _) => Task.FromResult(Delivery.Delivered);

    /// <summary>All that was sent to it, whatever it answered.</summary>
    public IReadOnlyList<OrderEvent> Received => [.. received];

    public IReadOnlyList<string> ReceivedIds => Received.Select(e => e.Id).ToList();

    public Task<Delivery> SendAsync(OrderEvent orderEvent, CancellationToken cancellationToken)
    {
        received.Enqueue(orderEvent);
        return Answer(orderEvent, cancellationToken);
    }

    public void AnswerWith(Delivery delivery) => Answer = (_, _) => Task.FromResult(delivery);

    public void AnswerWith(Func<OrderEvent, Delivery> answer) => Answer = (e, _) => Task.FromResult(answer(e));
}
