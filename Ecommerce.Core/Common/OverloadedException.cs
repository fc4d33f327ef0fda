namespace Ecommerce.Core.Common;

/// <summary>There is more to do than the shop takes on at once; in a moment it will be done. Answered with 503.</summary>
public sealed class OverloadedException() : Exception("More is asked for than is worked out at once.");
