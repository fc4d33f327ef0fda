using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Ordering;

/// <summary>SQL for writing orders.</summary>
internal sealed class OrderStatements(IModel model, Dialect dialect)
{
    private readonly RowInsert<Order> orders = new(model, dialect, withKey: true);
    private readonly RowInsert<OrderLine> lines = new(model, dialect);
    private readonly RowStatement changeStatus = RowStatement.Update(
        dialect, "orders", "status = $2, cancelled_at = $3", "id = $1", typeof(long), typeof(string), typeof(DateTime));

    /// <summary>New orders with their lines.</summary>
    public IEnumerable<Statement> Of(IReadOnlyList<Order> placed) =>
        [.. orders.Of(placed), .. lines.Of(placed.SelectMany(o => o.Lines).ToList())];

    public IEnumerable<Statement> Of(IReadOnlyList<OrderCancelled> cancelled) =>
        changeStatus.Of(cancelled.Select(c => new object[] { c.OrderId, ModelConventions.EnumText(OrderStatus.Cancelled), c.At }).ToList());
}
