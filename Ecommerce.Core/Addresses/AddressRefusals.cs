using Ecommerce.Core.Common;

namespace Ecommerce.Core.Addresses;

/// <summary>There is no such address, or it is somebody else's.</summary>
public sealed record AddressNotFound() : Refusal("address-not-found");

/// <summary>The shopper keeps as many addresses as there may be.</summary>
public sealed record TooManyAddresses(int Max) : Refusal("too-many-addresses");
