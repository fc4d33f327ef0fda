using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Returns;

namespace Ecommerce.Web.Ordering;

/// <param name="Items">Products with the pieces that are sent back: 1 to 100 lines.</param>
/// <param name="Reason">Why, in the shopper's words.</param>
public sealed record ReturnBody(
    [property: Required, MinLength(1), MaxLength(OrderLimits.MaxLines)] IReadOnlyList<OrderItemBody?>? Items,
    [property: Required, MaxLength(ReturnLimits.MaxTextLength)] string? Reason)
{
    internal Result<AskForReturnRequest> Read(long shopperId, long orderId)
    {
        var validation = new Validation();
        var items = OrderItemBodies.Read(Items, validation);
        return validation.Failure is { } failure ? failure : new AskForReturnRequest(shopperId, orderId, items, Reason);
    }
}

public sealed record ReturnItemResponse(long ProductId, string Name, string? NameEn, int Quantity)
{
    public static IReadOnlyList<ReturnItemResponse> Of(ReturnView view) =>
        view.Items.Select(i => new ReturnItemResponse(i.ProductId, i.Name, i.NameEn, i.Quantity)).ToList();
}

/// <param name="Answer">In the shop's words.</param>
/// <param name="Refunded">What was given back for it, in minor units; null unless it was accepted.</param>
public sealed record ReturnResponse(
    long Id,
    long OrderId,
    ReturnStatus Status,
    IReadOnlyList<ReturnItemResponse> Items,
    string Reason,
    string? Answer,
    DateTime RequestedAt,
    DateTime? AnsweredAt,
    long? Refunded)
{
    public static ReturnResponse Of(ReturnView view) => new(
        view.Id,
        view.OrderId,
        view.Status,
        ReturnItemResponse.Of(view),
        view.Reason,
        view.Answer,
        view.RequestedAt,
        view.AnsweredAt,
        view.Refunded);
}
