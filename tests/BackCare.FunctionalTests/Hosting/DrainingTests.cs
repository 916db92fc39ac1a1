using BackCare.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace BackCare.FunctionalTests.Hosting;

/// <summary>What a draining host does is tried in <c>Scale/ScaleOutTests.cs</c>, on processes that are told to stop.</summary>
public class DrainingTests
{
    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("301")]
    public void A_time_that_is_none_is_refused_by_setting_value_and_remedy(string value) => Assert.Equal(
        $"Shutdown:DrainSeconds is '{value}': write a number of seconds from 0 to 300, or leave it out.",
        Assert.Throws<InvalidDataException>(() => DrainSettings.Read(Of(value))).Message);

    [Theory]
    [InlineData(null, 0)]
    [InlineData("2.5", 2.5)]
    public void Without_the_setting_a_host_stops_at_once(string? value, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), DrainSettings.Read(Of(value)).Length);

    private static IConfigurationRoot Of(string? value) => new ConfigurationBuilder().AddInMemoryCollection([new("Shutdown:DrainSeconds", value)]).Build();
}
