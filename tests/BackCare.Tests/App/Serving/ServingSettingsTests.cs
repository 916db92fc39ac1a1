using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Serving;

public sealed class ServingSettingsTests
{
    private static ServingSettingsReading Read(params (string Name, string Value)[] settings) => ServingSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build());

    [Fact]
    public void Nothing_set_means_a_small_budget()
    {
        Assert.Equal(new ExplorationSettings(0.1, 0.5, 12), Read().Required.Exploration);
        Assert.False(Read().Required.Statistics.IncludeSimulated);
    }

    [Fact]
    public void Settings_are_read_in_any_culture()
    {
        ServingSettings read = Read(("Exploration:Budget", "0"), ("Exploration:Temperature", "0.25"), ("Exploration:Window", "6"), ("Statistics:IncludeSimulated", "true")).Required;

        Assert.Equal(new ExplorationSettings(0, 0.25, 6), read.Exploration);
        Assert.True(read.Statistics.IncludeSimulated);
    }

    [Theory]
    [InlineData("Exploration:Budget", "1.5")]
    [InlineData("Exploration:Budget", "ten percent")]
    [InlineData("Exploration:Temperature", "0")]
    [InlineData("Exploration:Window", "13")]
    [InlineData("Exploration:Window", "2.5")]
    [InlineData("Statistics:IncludeSimulated", "maybe")]
    public void A_wrong_setting_is_refused_with_its_name_value_and_what_to_write(string name, string value)
    {
        string refusal = Read((name, value)).Refusal!;

        Assert.StartsWith($"{name} is '{value}': write ", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_draw_of_a_list_follows_from_its_id_alone()
    {
        Assert.Equal(ServingPolicies.DrawOf("0190"), ServingPolicies.DrawOf("0190"));
        Assert.NotEqual(ServingPolicies.DrawOf("0190"), ServingPolicies.DrawOf("0191"));
    }
}
