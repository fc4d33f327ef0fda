using Ecommerce.Core.Common;

namespace Ecommerce.Core.Wallets;

/// <summary>The charge would lift the balance over the limit; minor units.</summary>
public sealed record BalanceLimitExceeded(long Balance, long MaxBalance) : Refusal("balance-limit-exceeded");
