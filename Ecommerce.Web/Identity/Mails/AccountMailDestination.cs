using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity.Mails;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>The mail server as a destination of events. What was sent or given up is removed, for it holds an address.</summary>
public sealed class AccountMailDestination(IServiceScopeFactory scopes, StoreClock clock, ILogger<AccountMailDestination> log)
    : IEventDestination
{
    public const string DestinationName = "account-mail";

    /// <summary>A link that comes later is of no use to whoever asked for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    public string Name => DestinationName;

    public bool Forgets => true;

    public DeliveryPolicy Policy { get; } = new(
        Timeout: TimeSpan.FromSeconds(60),
        Concurrency: 4,
        FirstRetry: TimeSpan.FromSeconds(10),
        LongestRetry: TimeSpan.FromMinutes(15),
        GivenUpAfter: Patience);

    public bool Wants(ShopEvent shopEvent) => shopEvent.Type == MailRequest.EventType;

    public async Task<DeliveryResult> SendAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
    {
        if (clock.UtcNow - shopEvent.OccurredAt >= Patience) return DeliveryResult.Rejected("It waited too long.");
        await using var scope = scopes.CreateAsyncScope();
        var mails = scope.ServiceProvider.GetRequiredService<MailDelivery>();
        var result = await mails.SendAsync(MailRequest.Of(shopEvent), cancellationToken);
        if (result.Outcome == DeliveryOutcome.Failed)
            log.LogWarning("A mail could not be sent and is tried again (event {Id}): {Error}", shopEvent.Id, result.Error);
        return result;
    }
}
