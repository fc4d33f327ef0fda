using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Ordering;

/// <summary>SQL for writing orders.</summary>
internal sealed class OrderStatements(IModel model)
{
    private const string ChangeStatus = "UPDATE orders SET status = $2, cancelled_at = $3 WHERE id = $1";

    private readonly RowInsert<Order> orders = new(model.FindEntityType(typeof(Order))!, withKey: true);
    private readonly RowInsert<OrderLine> lines = new(model.FindEntityType(typeof(OrderLine))!);

    /// <summary>A new order with its lines.</summary>
    public IEnumerable<Statement> Of(Order order) => [orders.Of(order), .. order.Lines.Select(lines.Of)];

    public static Statement Of(OrderCancelled cancelled) =>
        new(ChangeStatus, [cancelled.OrderId, ModelConventions.EnumText(OrderStatus.Cancelled), cancelled.At]);
}
