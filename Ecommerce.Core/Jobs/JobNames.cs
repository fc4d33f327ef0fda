namespace Ecommerce.Core.Jobs;

public static class JobNames
{
    public const string NightlyRanking = "nightly-ranking";
    public const string Delivery = "delivery";
    public const string OutboxSweep = "outbox-sweep";
    public const string CleanUp = "clean-up";
    public const string Reconciliation = "reconciliation";
    public const string LowStock = "low-stock";
    public const string ScheduledChanges = "scheduled-changes";

    public static readonly IReadOnlyList<string> All =
        [NightlyRanking, Delivery, OutboxSweep, CleanUp, Reconciliation, LowStock, ScheduledChanges];
}
