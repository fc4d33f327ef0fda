namespace Ecommerce.Web.Catalog;

/// <param name="Name">In the visitor's language.</param>
/// <param name="Price">In minor units.</param>
/// <param name="Rank">Its place among the best sellers, where that is told.</param>
public sealed record ProductTileModel(long ProductId, string Name, string? ImageUrl, long Price, int? Rank = null);
