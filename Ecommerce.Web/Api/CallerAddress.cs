using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Web.Api;

/// <summary>
/// What counts as one address wherever something is limited by address: the whole of an IPv4 address, the first 64 bits of an IPv6 address.
/// A household is given at least a /64 (RFC 6177), so whoever has one has 2⁶⁴ addresses.
/// </summary>
public static class CallerAddress
{
    /// <summary>Of callers without any, as on a unix socket: they count as one.</summary>
    private const string None = "unknown";

    private const int NetworkBytes = 8;

    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>For the log: 203.0.113.0/24, or 2001:db8:0:1::/64, which is no person's.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        if (address is not { AddressFamily: AddressFamily.InterNetwork }) return Of(address);
        var bytes = address.GetAddressBytes();
        bytes[^1] = 0;
        return $"{new IPAddress(bytes)}/24";
    }

    /// <summary>203.0.113.7, also for ::ffff:203.0.113.7; 2001:db8:0:1::/64 for every address in it.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
