using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Ordering.Refunds;

/// <summary>SQL for writing refunds.</summary>
internal sealed class RefundStatements(IModel model, Dialect dialect)
{
    private readonly RowInsert<Refund> refunds = new(model, dialect, withKey: true);
    private readonly RowInsert<RefundLine> lines = new(model, dialect, withKey: true);
    private readonly RowStatement changeOrder = RowStatement.Update(
        dialect, "orders", "refunded = refunded + $2, refund_count = $3", "id = $1", typeof(long), typeof(long), typeof(int));
    private readonly RowStatement changeLine = RowStatement.Update(
        dialect,
        "order_lines",
        "refunded_quantity = refunded_quantity + $2, refunded_amount = refunded_amount + $3",
        "id = $1",
        typeof(long), typeof(int), typeof(long));

    /// <summary>Refunds, each of another order, with their lines, and what is left of those orders and lines.</summary>
    public IEnumerable<Statement> Of(IReadOnlyList<Refund> made)
    {
        var pieces = made.SelectMany(r => r.Lines).ToList();
        return
        [
            .. changeOrder.Of(made.Select(r => new object[] { r.OrderId, r.Amount, r.Number }).ToList()),
            .. changeLine.Of(pieces.Select(l => new object[] { l.OrderLineId, l.Quantity, l.Amount }).ToList()),
            .. refunds.Of(made),
            .. lines.Of(pieces),
        ];
    }
}
