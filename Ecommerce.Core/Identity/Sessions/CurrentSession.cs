namespace Ecommerce.Core.Identity.Sessions;

/// <summary>The session that the request at hand belongs to; the one that a changed password does not end.</summary>
public sealed class CurrentSession
{
    /// <summary>As the request found it. Null for a stranger's request, and outside of requests.</summary>
    public SessionState? State { get; set; }

    public long? Id => State?.Id;
}
