using BackCare.Benchmarks.Http.Load;

namespace BackCare.Tests.Benchmarks;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void A_percentile_is_the_end_of_its_bucket_and_the_highest_is_exact()
    {
        var histogram = new LatencyHistogram();
        for (int micros = 1; micros <= 100; micros++)
            histogram.Add(micros);
        histogram.Add(1_000_003);

        // 101 in all: half of them is the 51st, the 99th percentile is the 100th.
        Assert.Equal((51, 100, 1_000_003), (histogram.PercentileMicros(0.5), histogram.PercentileMicros(0.99), histogram.PercentileMicros(0.999)));
        Assert.Equal((101, 1_000_003, 2), (histogram.Count, histogram.HighestMicros, histogram.CountFrom(100)));
    }

    [Theory]
    [InlineData(127, 127)] // One microsecond wide up to 128.
    [InlineData(128, 128)]
    [InlineData(256, 257)] // From 256 to 511 two wide.
    [InlineData(1_000, 1_003)] // 512 to 1023 in 128 parts of four: 1000 to 1003.
    [InlineData(1_000_000, 1_003_519)] // 524,288 to 1,048,575 in parts of 4,096: the 117th ends at 524,288 + 117 × 4,096 − 1.
    public void A_bucket_is_no_wider_than_a_hundred_and_twenty_eighth(long micros, long end)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(micros);
        histogram.Add(long.MaxValue / 4);

        Assert.Equal(end, histogram.PercentileMicros(0.5));
        Assert.InRange(end - micros, 0, micros / 128);
    }

    [Fact]
    public void Histograms_of_several_threads_add_up()
    {
        LatencyHistogram one = new(), other = new();
        one.Add(10);
        other.Add(20);
        other.Add(30);

        one.Add(other);

        Assert.Equal((3, 20, 30), (one.Count, one.PercentileMicros(0.5), one.HighestMicros));
    }
}
