using System.Net;
using Ecommerce.Web.Api;

namespace Ecommerce.Tests.Strangers;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::/64")]
    public void IPv4_counts_whole_and_IPv6_by_its_network(string address, string counted) =>
        Assert.Equal(counted, CallerAddress.Of(IPAddress.Parse(address)));

    [Fact]
    public void Who_has_no_address_is_one_caller() => Assert.Equal("unknown", CallerAddress.Of(address: null));
}
