using Ecommerce.Core.Addresses;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Batches;

namespace Ecommerce.Core.Ordering;

/// <summary>Where an order is to go: to an address that was typed, or to one that the shopper keeps. Neither: it is picked up.</summary>
public sealed record Destination(AddressEdit? Delivery = null, long? AddressId = null)
{
    /// <summary>Refused: both at once, and what <see cref="AddressEdit.Check"/> refuses, as fields of <c>delivery</c>.</summary>
    internal static CheckedDestination Check(Destination? destination, Validation validation)
    {
        if (destination is null) return new(null, null);
        validation.Require(
            destination.Delivery is null || destination.AddressId is null, "addressId", "Can't be given together with 'delivery'.");
        return new(destination.Delivery?.Check(validation, "delivery."), destination.AddressId);
    }
}

/// <summary>A destination whose text holds.</summary>
internal sealed record CheckedDestination(PostalAddress? Typed, long? AddressId)
{
    /// <summary>Whether the address that was named is not the shopper's.</summary>
    public bool IsMissing(ShopperRows rows) => AddressId is not null && rows.Address is null;

    public PostalAddress? In(ShopperRows rows) => Typed ?? rows.Address;
}
