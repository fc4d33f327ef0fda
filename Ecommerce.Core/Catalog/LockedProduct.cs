namespace Ecommerce.Core.Catalog;

/// <summary>A product as it was read under its lock.</summary>
/// <param name="Price">In minor units.</param>
/// <param name="Stock">Pieces that can be sold now.</param>
public sealed record LockedProduct(long Id, string Name, string? NameEn, long Price, int Stock, bool Published);
