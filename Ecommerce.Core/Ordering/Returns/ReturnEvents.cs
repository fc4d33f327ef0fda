using System.Text.Json;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.Ordering.Returns;

/// <summary>
/// What shoppers hear of their returns beyond what happens to the order: one that is accepted is a refund, which has an event of its own.
/// The data platform hears of orders alone.
/// </summary>
public static class ReturnEvents
{
    /// <summary>The subject's id is the order's.</summary>
    public const string Subject = "return";

    public const string Declined = "return.declined";

    private const string Id = "returnId";

    /// <summary>Without the words of either side: an event can't be blanked when somebody deletes their account.</summary>
    internal static ShopEvent OfDeclined(ReturnRequest request, DateTime at) => new()
    {
        Type = Declined,
        SubjectType = Subject,
        SubjectId = request.OrderId,
        Payload = EventJson.Text(json =>
        {
            json.WriteNumber("orderId", request.OrderId);
            json.WriteNumber(Id, request.Id);
        }),
        OccurredAt = at,
    };

    /// <summary>The request that an event is about.</summary>
    public static long ReturnIdOf(ShopEvent shopEvent)
    {
        using var payload = JsonDocument.Parse(shopEvent.Payload);
        return payload.RootElement.GetProperty(Id).GetInt64();
    }
}
