using Ecommerce.Core.Catalog;

namespace Ecommerce.Web.Catalog;

/// <param name="Eager">Whether its picture is among those seen first.</param>
public sealed record ProductCardModel(ProductSummary Product, bool Eager);
