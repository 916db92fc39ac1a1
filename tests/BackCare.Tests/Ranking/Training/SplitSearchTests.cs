using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed unsafe class SplitSearchTests
{
    [Fact]
    public void The_threshold_that_separates_the_pushes_wins()
    {
        // Four rows, one a bin, pushes -1, -1, +1, +1, hessians 1: the middle gains 4/2 + 4/2 over 0.
        Split best = Best([(-1, 1, 1), (-1, 1, 1), (1, 1, 1), (1, 1, 1)], new TrainerOptions { MinDataInLeaf = 1 });

        Assert.Equal(1, best.Bin);
        Assert.Equal(4, best.Gain, 1e-12);
        Assert.Equal(-2, best.LeftGradient);
    }

    [Fact]
    public void Each_leaf_must_keep_its_rows_and_its_hessian()
    {
        (long, long, int)[] bins = [(-5, 1, 1), (-1, 1, 3), (2, 1, 3), (4, 9, 1)];

        Assert.Equal(0, Best(bins, new TrainerOptions { MinDataInLeaf = 1 }).Bin);
        Assert.Equal(1, Best(bins, new TrainerOptions { MinDataInLeaf = 4 }).Bin);
        Assert.Equal(1, Best(bins, new TrainerOptions { MinDataInLeaf = 1, MinHessianInLeaf = 2 }).Bin);
        Assert.False(Best(bins, new TrainerOptions { MinDataInLeaf = 5 }).Exists);
    }

    [Fact]
    public void A_split_that_gains_no_more_than_asked_for_is_none()
    {
        (long, long, int)[] bins = [(-1, 1, 1), (1, 1, 1)];

        Assert.Equal(1.5, Best(bins, new TrainerOptions { MinDataInLeaf = 1, MinGainToSplit = 0.5 }).Gain, 1e-12);
        Assert.False(Best(bins, new TrainerOptions { MinDataInLeaf = 1, MinGainToSplit = 2 }).Exists);
    }

    [Fact]
    public void Penalties_pull_gains_down_as_worked_by_hand()
    {
        // L1 takes 1 off each |push|: (3 - 1)^2 / (1 + 1) twice, and the parent has 0.
        Split best = Best([(-3, 1, 1), (3, 1, 1)], new TrainerOptions { MinDataInLeaf = 1, LambdaL1 = 1, LambdaL2 = 1 });

        Assert.Equal(4, best.Gain, 1e-12);
    }

    [Fact]
    public void Among_thresholds_with_the_same_rows_the_largest_wins()
    {
        Assert.Equal(2, Best([(-1, 1, 1), (0, 0, 0), (0, 0, 0), (1, 1, 1)], new TrainerOptions { MinDataInLeaf = 1 }).Bin);
    }

    [Fact]
    public void Missing_values_go_where_they_gain_most()
    {
        TrainerOptions options = new() { MinDataInLeaf = 1 };

        Split withLow = Best([(-1, 1, 1), (1, 1, 1), (-2, 2, 2)], options, hasMissing: true);
        Split withHigh = Best([(-1, 1, 1), (1, 1, 1), (2, 2, 2)], options, hasMissing: true);
        Split apart = Best([(1, 1, 1), (1, 1, 1), (-2, 2, 2)], options, hasMissing: true);

        Assert.Equal((0, true, -3L), (withLow.Bin, withLow.MissingLeft, withLow.LeftGradient));
        Assert.Equal((0, false, -1L), (withHigh.Bin, withHigh.MissingLeft, withHigh.LeftGradient));
        Assert.Equal((1, false, 2L), (apart.Bin, apart.MissingLeft, apart.LeftGradient));
    }

    [Fact]
    public void A_split_against_a_monotone_constraint_is_not_made()
    {
        TrainerOptions options = new() { MinDataInLeaf = 1 };
        (long, long, int)[] falling = [(2, 1, 1), (-2, 1, 1)];

        Assert.False(Best(falling, options, monotone: [1]).Exists);
        Assert.Equal(8, Best(falling, options, monotone: [-1]).Gain, 1e-12);
        Assert.Equal(8, Best(falling, options, monotone: [0]).Gain, 1e-12);
    }

    [Fact]
    public void The_vector_scan_agrees_bit_for_bit_with_its_scalar_twin()
    {
        Random random = new(2);
        for (int round = 0; round < 300; round++)
        {
            int count = random.Next(1, 256);
            TrainerOptions options = new()
            {
                MinDataInLeaf = random.Next(0, 20),
                MinHessianInLeaf = random.Next(0, 50),
                LambdaL1 = random.Next(0, 3),
                LambdaL2 = random.Next(0, 3),
            };
            (long, long, int)[] bins = [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? (0L, 0L, 0) : ((long)random.Next(-50, 51), (long)random.Next(0, 30), random.Next(1, 5)))];
            bool hasMissing = count > 1 && random.Next(2) == 0;

            // All constraints 0 takes the scalar path; no constraint at all takes the vector path.
            Split vector = Best(bins, options, hasMissing), scalar = Best(bins, options, hasMissing, monotone: [0], lower: double.NegativeInfinity);
            Assert.Equal(scalar.Exists, vector.Exists);
            if (options.LambdaL1 == 0 && vector.Exists)
                Assert.Equal(scalar.Gain, vector.Gain, 1e-9 * (1 + vector.Gain));
            Assert.Equal(OneByOne(bins, options, hasMissing, preferLast: true), Vector(bins, options, hasMissing, preferLast: true));
            Assert.Equal(OneByOne(bins, options, hasMissing, preferLast: false), Vector(bins, options, hasMissing, preferLast: false));
        }
    }

    private static (double, int) OneByOne((long, long, int)[] bins, TrainerOptions options, bool hasMissing, bool preferLast) =>
        Scan(bins, options, hasMissing, preferLast, vector: false);

    private static (double, int) Vector((long, long, int)[] bins, TrainerOptions options, bool hasMissing, bool preferLast) =>
        Scan(bins, options, hasMissing, preferLast, vector: true);

    private static (double, int) Scan((long, long, int)[] bins, TrainerOptions options, bool hasMissing, bool preferLast, bool vector)
    {
        using Setting setting = new(bins);
        SplitSearch search = new(options, setting.Units, []);
        int numbers = hasMissing ? bins.Length - 1 : bins.Length;
        search.Best(0, setting.Histogram.Pointer, numbers, hasMissing, setting.Leaf, setting.Scratch.Pointer);
        (double Gain, int Bin) best = vector
            ? search.ScanVector(numbers - 1, 0, 0, preferLast, setting.Leaf, setting.Scratch.Pointer)
            : search.ScanOneByOne(0, numbers - 1, 0, 0, preferLast, setting.Leaf, setting.Scratch.Pointer);
        return double.IsNegativeInfinity(best.Gain) ? (best.Gain, -1) : best;
    }

    private static Split Best(
        (long, long, int)[] bins, TrainerOptions options, bool hasMissing = false, int[]? monotone = null, double lower = double.NegativeInfinity)
    {
        using Setting setting = new(bins);
        return new SplitSearch(options, setting.Units, monotone ?? []).Best(
            0,
            setting.Histogram.Pointer,
            hasMissing ? bins.Length - 1 : bins.Length,
            hasMissing,
            setting.Leaf with { Lower = lower },
            setting.Scratch.Pointer);
    }

    /// <summary>A histogram of (gradient, hessian, rows) a bin, in units of 1.</summary>
    private sealed class Setting : IDisposable
    {
        private readonly WorkerPool _pool = new(1);

        internal Setting((long Gradient, long Hessian, int Rows)[] bins)
        {
            Units = new QuantisedGradients(2_000, _pool);
            long gradient = 0, hessian = 0;
            for (int bin = 0; bin < bins.Length; bin++)
            {
                Histogram.Pointer[2 * bin] = bins[bin].Gradient;
                Histogram.Pointer[2 * bin + 1] = (bins[bin].Hessian << Units.CountBits) + bins[bin].Rows;
                gradient += Histogram.Pointer[2 * bin];
                hessian += Histogram.Pointer[2 * bin + 1];
            }

            Leaf = new LeafTotals(gradient, hessian, double.NegativeInfinity, double.PositiveInfinity);
        }

        internal QuantisedGradients Units { get; }

        internal AlignedMemory<long> Histogram { get; } = new(HistogramKernel.FeatureStride);

        internal AlignedMemory<long> Scratch { get; } = new(SplitSearch.ScratchLength);

        internal LeafTotals Leaf { get; }

        public void Dispose()
        {
            Units.Dispose();
            Histogram.Dispose();
            Scratch.Dispose();
            _pool.Dispose();
        }
    }
}
