using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog.Schedule;

/// <summary>The product has no such planned change.</summary>
public sealed record ScheduledChangeNotFound() : Refusal("scheduled-change-not-found");

/// <summary>It was applied or cancelled already.</summary>
public sealed record ScheduledChangeEnded(ScheduledChangeStatus Status) : Refusal("scheduled-change-ended");
