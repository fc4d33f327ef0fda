namespace Ecommerce.Core.Audit;

/// <summary>The end of the admins' actions as it was read under its lock; whoever holds it appends alone.</summary>
public sealed record LockedAuditHead(long Length, string Hash);
