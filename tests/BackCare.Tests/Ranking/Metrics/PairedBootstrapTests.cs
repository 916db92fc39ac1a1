using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Ranking.Metrics;

public class PairedBootstrapTests
{
    [Fact]
    public void The_estimate_is_the_mean_difference_and_the_spread_both_share_cancels()
    {
        // Hard and easy groups, yet the challenger is better by exactly 0.25 everywhere.
        double[] champion = [0.125, 0.75, 0.25, 0.5], challenger = [0.375, 1, 0.5, 0.75];

        Interval difference = PairedBootstrap.Difference(challenger, champion, new BootstrapOptions());

        Assert.Equal(new Interval(0.25, 0.25, 0.25, 0), difference);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_other_ends()
    {
        double[] values = [0.1, 0.9, 0.4, 0.6, 0.7, 0.2, 0.3];

        Interval first = PairedBootstrap.Mean(values, new BootstrapOptions(Seed: 3));

        Assert.Equal(first, PairedBootstrap.Mean(values, new BootstrapOptions(Seed: 3)));
        Assert.NotEqual(first, PairedBootstrap.Mean(values, new BootstrapOptions(Seed: 4)));
        Assert.True(first.Lower < first.Estimate && first.Estimate < first.Upper);
    }

    [Fact]
    public void Swapping_the_rankers_flips_the_estimate()
    {
        double[] a = [0.2, 0.4, 0.9], b = [0.1, 0.5, 0.3];
        BootstrapOptions options = new(Resamples: 200);

        Assert.Equal(
            PairedBootstrap.Difference(a, b, options).Estimate, -PairedBootstrap.Difference(b, a, options).Estimate, 15);
    }

    [Fact]
    public void Skipped_groups_take_no_part()
    {
        BootstrapOptions options = new(Resamples: 200);

        Assert.Equal(
            PairedBootstrap.Mean([0.2, 0.6, 0.7], options), PairedBootstrap.Mean([0.2, double.NaN, 0.6, 0.7, double.NaN], options));
        Assert.True(double.IsNaN(PairedBootstrap.Mean([0.2], options).Lower));
    }

    [Fact]
    public void Groups_that_cannot_be_paired_are_refused()
    {
        BootstrapOptions options = new();

        Assert.Throws<ArgumentException>(() => PairedBootstrap.Difference([1, 0], [1], options));
        Assert.Throws<ArgumentException>(() => PairedBootstrap.Difference([1, double.NaN], [1, 1], options));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedBootstrap.Mean([1, 0], new BootstrapOptions(Resamples: 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedBootstrap.Mean([1, 0], new BootstrapOptions(Level: 95)));
    }

    [Fact]
    public void Very_many_groups_are_drawn_in_batches_without_a_change_of_width()
    {
        // 100,000 uniforms: standard error sqrt(1/12) / sqrt(100,000).
        Random random = new(8);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())];
        double expected = Math.Sqrt(1.0 / 12 / values.Length);

        Interval interval = PairedBootstrap.Mean(values, new BootstrapOptions());

        Assert.Equal(values.Average(), interval.Estimate, 12);
        Assert.Equal(expected, interval.StandardError, 0.05 * expected);
        Assert.Equal(2 * 1.96 * expected, interval.Upper - interval.Lower, 0.1 * expected * 3.92);
    }

    [Fact]
    public void A_ninety_five_percent_interval_of_a_skewed_mean_covers_it_about_that_often()
    {
        // Squares of uniforms: skewed, mean 1/3. 400 samples of 60; the count has a standard error of about 1.2 %.
        Random random = new(5);
        int covered = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            double[] sample = [.. Enumerable.Range(0, 60).Select(_ => Math.Pow(random.NextDouble(), 2))];
            covered += PairedBootstrap.Mean(sample, new BootstrapOptions(Resamples: 400, Seed: (ulong)trial)).Contains(1.0 / 3) ? 1 : 0;
        }

        Assert.InRange(covered / 400.0, 0.92, 0.98);
    }
}
