using Ecommerce.Core.Common;

namespace Ecommerce.Core.Identity;

/// <summary>There is money left that the shopper has not agreed to give up, or another sum than they were told; minor units.</summary>
public sealed record BalanceNotForfeited(long Balance) : Refusal("balance-not-forfeited");

/// <summary>The shop would be left without an admin.</summary>
public sealed record LastAdminStays() : Refusal("last-admin-stays");

/// <summary>An admin asked to reset their own second factor, which would go past the question who they are.</summary>
public sealed record OwnFactor() : Refusal("own-factor");

/// <summary>An admin asked to lock their own account, or to correct their own wallet: that is for another admin.</summary>
public sealed record OwnAccount() : Refusal("own-account");

/// <summary>There is no such shopper, or none any more; told to admins.</summary>
public sealed record ShopperNotFound() : Refusal("shopper-not-found");

/// <summary>The account is locked already.</summary>
public sealed record AccountAlreadyLocked() : Refusal("account-already-locked");

/// <summary>The shopper has no such note, or none any more.</summary>
public sealed record NoteNotFound() : Refusal("note-not-found");

/// <summary>The note is another admin's.</summary>
public sealed record NoteOfAnother() : Refusal("note-of-another");

/// <summary>The account has no second factor, or none any more.</summary>
public sealed record FactorNotSet() : Refusal("factor-not-set");
