using Ecommerce.Core.Addresses;
using Ecommerce.Core.Ordering;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Addresses for tests that are about something else.</summary>
public static class TestAddresses
{
    public static readonly AddressEdit Typed = new("김하나", "010-1234-5678", "04524", "서울 중구 세종대로 110", "3층", "문 앞에 놓아 주세요");

    public static readonly PostalAddress Office =
        new("김하나", "010-1234-5678", "04524", "서울 중구 세종대로 110", "3층", "문 앞에 놓아 주세요");

    public static readonly Destination Home = new(Typed);

    /// <summary>An address that the shopper keeps. Returns the id.</summary>
    public static async Task<long> AddAddressAsync(this TestShop shop, long shopper, string recipient = "김하나", bool isDefault = false) =>
        (await shop.Get<AddressBook>().AddAsync(shopper, Typed with { Recipient = recipient }, isDefault, default)).Granted().Id;
}
