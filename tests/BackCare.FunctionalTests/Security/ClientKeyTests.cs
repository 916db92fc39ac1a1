using System.Net;
using BackCare.Web.Security;

namespace BackCare.FunctionalTests.Security;

public class ClientKeyTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:bbbb::2", "2001:db8:1:2::")]
    public void One_household_counts_as_one_client(string address, string key) =>
        Assert.Equal(IPAddress.Parse(key), RateLimits.ClientKey(IPAddress.Parse(address)));
}
