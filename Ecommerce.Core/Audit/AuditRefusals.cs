using Ecommerce.Core.Common;

namespace Ecommerce.Core.Audit;

/// <summary>The actor's account does not hold the role (any more), whatever its token or cookie says.</summary>
public sealed record RoleNotHeld() : Refusal("forbidden");
