using Ecommerce.Core.Common;

namespace Ecommerce.Core.Carts;

/// <summary>As many guests' carts as one address may begin in a day were begun from this one.</summary>
public sealed record GuestCartsUsedUp() : Refusal("guest-carts-used-up");
