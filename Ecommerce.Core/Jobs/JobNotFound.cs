using Ecommerce.Core.Common;

namespace Ecommerce.Core.Jobs;

/// <summary>There is no such job, or this instance runs none.</summary>
public sealed record JobNotFound() : Refusal("job-not-found");
