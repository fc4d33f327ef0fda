using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Events;

/// <summary>SQL for recording how deliveries ended: as often as orders, so past EF as they are.</summary>
internal sealed class DeliveryStatements(Dialect dialect)
{
    /// <summary>Only the lease holder may record the result: the row has to be as it was when it was claimed.</summary>
    private readonly RowStatement record = RowStatement.Update(
        dialect,
        "deliveries",
        "status = $4, last_error = $5, next_attempt_at = $6, failing_since = $7, sent_at = $8",
        $"id = $1 AND attempts = $2 AND next_attempt_at = $3 AND {EventIndexes.IsUnsent}",
        typeof(long), typeof(int), typeof(DateTime),
        typeof(string), typeof(string), typeof(DateTime), typeof(DateTime), typeof(DateTime));

    public IEnumerable<Statement> Of(IReadOnlyList<DeliveryEnd> ends) =>
        record.Of(ends.OrderBy(e => e.Claimed.Id).Select(ValuesOf).ToList());

    private static object[] ValuesOf(DeliveryEnd end) =>
    [
        end.Claimed.Id,
        end.Claimed.Attempts,
        end.Claimed.NextAttemptAt,
        ModelConventions.EnumText(end.Status),
        end.Error ?? TypedNull.Text,
        end.NextAttemptAt,
        end.FailingSince ?? TypedNull.Instant,
        end.SentAt ?? TypedNull.Instant,
    ];
}
