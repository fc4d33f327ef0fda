using Ecommerce.Core.Common;

namespace Ecommerce.Core.Identity;

/// <summary>There is money left that the shopper has not agreed to give up, or another sum than they were told; minor units.</summary>
public sealed record BalanceNotForfeited(long Balance) : Refusal("balance-not-forfeited");

/// <summary>The shop would be left without an admin.</summary>
public sealed record LastAdminStays() : Refusal("last-admin-stays");

/// <summary>An admin asked to reset their own second factor, which would go past the question who they are.</summary>
public sealed record OwnFactor() : Refusal("own-factor");

/// <summary>The account has no second factor, or none any more.</summary>
public sealed record FactorNotSet() : Refusal("factor-not-set");
