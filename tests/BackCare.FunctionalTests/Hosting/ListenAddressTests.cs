using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BackCare.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace BackCare.FunctionalTests.Hosting;

public class ListenAddressTests
{
    [Fact]
    public void An_address_that_another_program_holds_is_named_with_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        string url = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}");

        Assert.Equal(url, ListenAddress.FirstTaken(Urls($"http://127.0.0.1:0;{url}")));
        Assert.Contains("ASPNETCORE_URLS", ListenAddress.TakenMessage(url), StringComparison.Ordinal);
    }

    [Fact]
    public void A_free_port_is_not_taken() => Assert.Null(ListenAddress.FirstTaken(Urls("http://127.0.0.1:0")));

    [Theory]
    [InlineData("http://[::]:8080", "http://localhost:8080")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    public void The_printed_address_can_be_opened(string bound, string printed) => Assert.Equal(printed, ListenAddress.Clickable(bound));

    private static IConfiguration Urls(string urls) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls }).Build();
}
