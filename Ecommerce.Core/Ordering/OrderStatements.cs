using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Ordering;

/// <summary>SQL for writing orders.</summary>
internal sealed class OrderStatements(IModel model, Dialect dialect)
{
    private readonly RowInsert<Order> orders = new(model, dialect, withKey: true);
    private readonly RowInsert<OrderLine> lines = new(model, dialect);
    private readonly RowInsert<OrderDelivery> deliveries = new(model, dialect);
    private readonly RowStatement changeStatus = RowStatement.Update(
        dialect, "orders", "status = $2, cancelled_at = $3", "id = $1", typeof(long), typeof(string), typeof(DateTime));

    private readonly RowStatement ship = RowStatement.Update(
        dialect,
        "orders",
        "status = $2, shipped_at = $3, carrier = $4, tracking_number = $5",
        "id = $1",
        typeof(long), typeof(string), typeof(DateTime), typeof(string), typeof(string));
    private readonly RowStatement deliver = RowStatement.Update(
        dialect, "orders", "status = $2, delivered_at = $3", "id = $1", typeof(long), typeof(string), typeof(DateTime));

    /// <summary>New orders with their lines, and where those go that are not picked up.</summary>
    public IEnumerable<Statement> Of(IReadOnlyList<Order> placed) =>
    [
        .. orders.Of(placed),
        .. lines.Of(placed.SelectMany(o => o.Lines).ToList()),
        .. deliveries.Of(placed.Select(o => o.Delivery).OfType<OrderDelivery>().ToList()),
    ];

    public IEnumerable<Statement> Of(IReadOnlyList<OrderCancelled> cancelled) =>
        changeStatus.Of(cancelled.Select(c => new object[] { c.OrderId, ModelConventions.EnumText(OrderStatus.Cancelled), c.At }).ToList());

    public IEnumerable<Statement> Of(IReadOnlyList<OrderShipped> shipped) => ship.Of(
        shipped.Select(s => new object[]
        {
            s.OrderId, ModelConventions.EnumText(OrderStatus.Shipped), s.At, s.Carrier, s.TrackingNumber,
        }).ToList());

    public IEnumerable<Statement> Of(IReadOnlyList<OrderDelivered> delivered) =>
        deliver.Of(delivered.Select(d => new object[] { d.OrderId, ModelConventions.EnumText(OrderStatus.Delivered), d.At }).ToList());
}
