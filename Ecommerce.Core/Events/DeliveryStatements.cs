using Ecommerce.Core.Data;

namespace Ecommerce.Core.Events;

/// <summary>SQL for recording how a delivery ended: as often as orders, so past EF as they are.</summary>
internal static class DeliveryStatements
{
    /// <summary>Only the lease holder may record the result: the row has to be as it was when it was claimed.</summary>
    private static readonly string Record =
        "UPDATE deliveries SET status = $4, last_error = $5, next_attempt_at = $6, failing_since = $7, sent_at = $8 "
        + $"WHERE id = $1 AND attempts = $2 AND next_attempt_at = $3 AND {EventIndexes.IsUnsent}";

    public static Statement Of(DeliveryEnd end) => new(
        Record,
        [
            end.Claimed.Id,
            end.Claimed.Attempts,
            end.Claimed.NextAttemptAt,
            ModelConventions.EnumText(end.Status),
            end.Error ?? TypedNull.Text,
            end.NextAttemptAt,
            end.FailingSince ?? TypedNull.Instant,
            end.SentAt ?? TypedNull.Instant,
        ]);
}
