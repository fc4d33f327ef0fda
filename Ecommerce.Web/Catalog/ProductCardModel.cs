using Ecommerce.Core.Catalog;

namespace Ecommerce.Web.Catalog;

/// <param name="Eager">Whether its picture is among those seen first.</param>
public sealed record ProductCardModel(ProductSummary Product, bool Eager);

/// <param name="Name">In the visitor's language.</param>
/// <param name="Price">In minor units.</param>
/// <param name="Rank">Its place among the best sellers, where that is told.</param>
public sealed record ProductTileModel(long ProductId, string Name, string? ImageUrl, long Price, int? Rank = null);
