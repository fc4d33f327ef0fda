using Ecommerce.Core.Common;

namespace Ecommerce.Core.Idempotency;

/// <summary>The key belongs to a request that said something else.</summary>
public sealed record IdempotencyKeyReused() : Refusal("idempotency-key-reused");
