using Ecommerce.Core.Common;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>The account has no such session, or it has ended already.</summary>
public sealed record SessionNotFound() : Refusal("session-not-found");
