using BackCare.App.Rules;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Rules;

public sealed class ShopTimeTests
{
    private static readonly ShopTime NewYork = ShopTime.Read(Settings("America/New_York"));

    private static IConfigurationRoot Settings(string? zone) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Shop:TimeZone"] = zone }).Build();

    private static DateTime Utc(int month, int day, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, DateTimeKind.Utc);

    [Fact]
    public void A_field_is_read_in_the_shops_zone_and_shown_as_it_was_typed()
    {
        Assert.True(NewYork.TryRead("2026-12-01T09:30", out DateTime? winter));
        Assert.True(NewYork.TryRead("2026-07-01T09:30", out DateTime? summer));

        Assert.Equal(Utc(12, 1, 14, 30), winter);
        Assert.Equal(Utc(7, 1, 13, 30), summer);
        Assert.Equal("2026-12-01T09:30", NewYork.ToField(winter));
        Assert.Equal("2026-07-01 09:30", NewYork.ToWords(summer!.Value));
    }

    [Fact]
    public void The_hour_that_a_clock_skips_is_the_one_after_it_and_the_hour_it_shows_twice_is_its_first()
    {
        Assert.True(NewYork.TryRead("2026-03-08T02:30", out DateTime? skipped)); // there is no half past two on this night
        Assert.True(NewYork.TryRead("2026-11-01T01:30", out DateTime? twice));

        Assert.Equal(Utc(3, 8, 7, 30), skipped);
        Assert.Equal(Utc(11, 1, 5, 30), twice);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-13-01T00:00")]
    public void What_is_no_time_is_not_read(string typed) => Assert.False(NewYork.TryRead(typed, out _));

    [Fact]
    public void An_empty_field_is_no_time_and_nothing_is_wrong()
    {
        Assert.True(NewYork.TryRead(" ", out DateTime? none));
        Assert.Null(none);
        Assert.Equal("", NewYork.ToField(null));
    }

    [Fact]
    public void A_zone_that_is_not_known_is_refused_with_what_to_write()
    {
        Assert.Null(ShopTime.ProblemOf(Settings(null)));
        string problem = ShopTime.ProblemOf(Settings("Mars/Olympus"))!;
        Assert.Contains("Mars/Olympus", problem, StringComparison.Ordinal);
        Assert.Contains("America/New_York", problem, StringComparison.Ordinal);
    }
}
