using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <summary>The stock is not any more what somebody counted against.</summary>
/// <param name="Expected">What it was for them.</param>
/// <param name="Stock">What it is.</param>
public sealed record StockChanged(int Expected, int Stock) : Refusal("stock-changed");
