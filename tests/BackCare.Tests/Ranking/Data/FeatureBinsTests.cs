using BackCare.Ranking.Data;

namespace BackCare.Tests.Ranking.Data;

public sealed class FeatureBinsTests
{
    [Fact]
    public void Few_values_get_a_bin_each_bounded_midway_and_zero_has_its_own()
    {
        FeatureBins bins = FeatureBins.Of([2, 2, 2, 4, 4, 4, 0, 0, 0, -1, -1, -1], maxBins: 255, minRowsInBin: 3);

        Assert.Equal(4, bins.Bins);
        Assert.Equal([0, 1, 2, 3], new[] { -1f, 0, 2, 4 }.Select(bins.BinOf));
        Assert.Equal(3, bins.Threshold(2), 1e-12);
        Assert.Equal(1, bins.BinOf(1e-36f));
        Assert.Equal(0, bins.BinOf(-1e-30f));
        Assert.Equal("[-1:4]", bins.Describe());
    }

    [Fact]
    public void A_bin_is_closed_only_with_enough_rows()
    {
        // 1 and 2 share a bin (two rows are too few), 3 closes it; bin 0 is zero's, though no row is zero.
        FeatureBins bins = FeatureBins.Of([1, 2, 3, 4, 4, 4, 5], maxBins: 255, minRowsInBin: 3);

        Assert.Equal([1, 1, 1, 2, 3], new[] { 1f, 2, 3, 4, 5 }.Select(bins.BinOf));
        Assert.Equal(3.5, bins.Threshold(1), 1e-12);
        Assert.Equal(4, bins.Bins);
    }

    [Fact]
    public void A_value_heavier_than_an_average_bin_gets_its_own()
    {
        float[] column = [.. Enumerable.Repeat(5f, 60), .. Enumerable.Range(1, 40).Select(i => i < 20 ? i / 5f : 5 + i / 5f)];

        FeatureBins bins = FeatureBins.Of(column, maxBins: 6, minRowsInBin: 1);

        Assert.Equal(1, column.Distinct().Count(value => bins.BinOf(value) == bins.BinOf(5f)));
        Assert.InRange(bins.Bins, 4, 6);
    }

    [Fact]
    public void Many_values_share_bins_of_about_equal_weight()
    {
        float[] column = [.. Enumerable.Range(1, 10_000).Select(i => (float)i)];

        FeatureBins bins = FeatureBins.Of(column, maxBins: 101, minRowsInBin: 3);

        int[] rows = [.. column.CountBy(bins.BinOf).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        Assert.Equal(100, rows.Length);
        Assert.All(rows, count => Assert.InRange(count, 99, 101));
    }

    [Fact]
    public void Missing_values_have_the_last_bin_and_count_as_zero_where_none_was_seen()
    {
        FeatureBins seen = FeatureBins.Of([1, 1, 1, float.NaN, 2, 2, 2], maxBins: 255, minRowsInBin: 3);
        FeatureBins unseen = FeatureBins.Of([-1, -1, -1, 1, 1, 1], maxBins: 255, minRowsInBin: 3);

        Assert.Equal(seen.Bins - 1, seen.BinOf(float.NaN));
        Assert.Equal(seen.Bins - 1, seen.NumberBins);
        Assert.False(unseen.HasMissing);
        Assert.Equal(unseen.BinOf(0), unseen.BinOf(float.NaN));
    }

    [Fact]
    public void A_column_without_two_values_has_one_bin()
    {
        Assert.Equal(1, FeatureBins.Of([0, 0, 0, 0], 255, 3).Bins);
        Assert.Equal("none", FeatureBins.Of([0, 0, 0, 0], 255, 3).Describe());
    }

    [Fact]
    public void A_value_is_at_most_a_threshold_exactly_when_its_bin_is()
    {
        Random random = new(6);
        for (int round = 0; round < 60; round++)
        {
            float[] column = [.. Enumerable.Range(0, random.Next(1, 3_000)).Select(_ => AnyFloat(random))];
            FeatureBins bins = FeatureBins.Of(column, random.Next(2, 256), random.Next(1, 5));

            Assert.InRange(bins.Bins, 1, 255);
            foreach (float value in column.Concat(Enumerable.Range(0, 200).Select(_ => AnyFloat(random))).Where(v => !float.IsNaN(v)))
            {
                int bin = bins.BinOf(value);
                Assert.True(value <= bins.Threshold(bin), $"{value:R} in bin {bin}");
                Assert.True(bin == 0 || value > bins.Threshold(bin - 1), $"{value:R} above bin {bin - 1}");
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    public void Sorting_by_bits_equals_sorting_by_value(int length)
    {
        Random random = new(length);
        float[] values = [.. Enumerable.Range(0, length).Select(_ => AnyFloat(random)).Where(v => !float.IsNaN(v))];
        float[] expected = [.. values.Order()];

        FloatSort.Ascending(values);

        Assert.Equal(expected, values);
    }

    private static float AnyFloat(Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => random.Next(-3, 4),
        2 => float.NaN,
        3 => BitConverter.Int32BitsToSingle(random.Next()) is var bits && float.IsFinite(bits) ? -bits : float.Epsilon,
        4 => (float)(1e-35 * (random.NextDouble() - 0.5)),
        _ => (float)Math.Round(100 * random.NextDouble() - 50, random.Next(0, 5)),
    };
}
