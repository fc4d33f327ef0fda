using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <summary>Another product has the number.</summary>
public sealed record SkuTaken(string Sku, long ProductId) : Refusal("sku-taken");
