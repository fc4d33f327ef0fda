using Ecommerce.Core.Common;
using Ecommerce.Core.Events;

namespace Ecommerce.Web.Mails;

/// <summary>The mail server as a destination of events that somebody is to hear of. Mails to accounts have one of their own.</summary>
public sealed class MailDestination(
    IServiceScopeFactory scopes, IEnumerable<IMailOfEvent> writers, MailSetting setting, StoreClock clock) : IEventDestination
{
    /// <summary>What happened longer ago is no news any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private readonly Dictionary<string, IMailOfEvent> byType = (
        from writer in writers from type in writer.Types select (type, writer)).ToDictionary(x => x.type, x => x.writer);

    public string Name => MailDeliveries.Destination;

    public DeliveryPolicy Policy { get; } = new(
        Timeout: TimeSpan.FromSeconds(60),
        Concurrency: 4,
        FirstRetry: TimeSpan.FromSeconds(10),
        LongestRetry: TimeSpan.FromHours(1),
        GivenUpAfter: Patience);

    /// <summary>Nothing, while mails go nowhere: it would all be given up.</summary>
    public bool Wants(ShopEvent shopEvent) =>
        setting.HasRoute && byType.ContainsKey(shopEvent.Type) && clock.UtcNow - shopEvent.OccurredAt < Patience;

    public async Task<DeliveryResult> SendAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
    {
        if (await WriteAsync(shopEvent, cancellationToken) is not { } mail) return DeliveryResult.Delivered;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMailSender>().SendAsync(mail, cancellationToken);
    }

    /// <summary>The mail of an event as it would be sent now; null when it has none.</summary>
    public async Task<Mail?> WriteAsync(ShopEvent shopEvent, CancellationToken cancellationToken) =>
        byType.TryGetValue(shopEvent.Type, out var writer) && await writer.WriteAsync(shopEvent, cancellationToken) is { } mail
            ? mail with { Id = $"event-{shopEvent.Id}" } // one mail for an event, however often it is tried
            : null;
}
