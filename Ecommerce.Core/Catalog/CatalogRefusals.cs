using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <summary>There is no such product for shoppers: never was, or it is not published.</summary>
public sealed record ProductNotFound(IReadOnlyList<long> ProductIds) : Refusal("product-not-found")
{
    public bool Equals(ProductNotFound? other) => other is not null && ProductIds.SequenceEqual(other.ProductIds);

    public override int GetHashCode() => ProductIds.Count;
}

/// <summary>Somebody else changed the product since it was read.</summary>
public sealed record StaleVersion(int CurrentVersion) : Refusal("precondition-failed");
