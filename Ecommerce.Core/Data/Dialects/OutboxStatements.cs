using Ecommerce.Core.DataPlatform;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>What each delivery says to the database: as often as orders do, so past EF as they are.</summary>
internal static class OutboxStatements
{
    private const string Record =
        "UPDATE outbox_messages SET status = $4, last_error = $5, next_attempt_at = $6, failing_since = $7, sent_at = $8 "
        + "WHERE id = $1 AND attempts = $2 AND next_attempt_at = $3 AND status IN ('pending', 'failed')";

    /// <summary>Writes how a delivery ended, to a message that is still leased as it was when it was claimed.</summary>
    public static Statement RecordDelivery(
        OutboxMessage claimed, OutboxStatus status, string? error, DateTime nextAttemptAt, DateTime? failingSince, DateTime? sentAt) =>
        new(Record, [claimed.Id, claimed.Attempts, claimed.NextAttemptAt, ModelConventions.EnumText(status), error, nextAttemptAt, failingSince, sentAt]);
}
