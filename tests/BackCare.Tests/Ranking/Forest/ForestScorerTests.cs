using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

public sealed class ForestScorerTests
{
    private static IEnumerable<ScoringPath> Paths => Enum.GetValues<ScoringPath>().Where(path => path <= ForestScorer.FastestPath);

    [Fact]
    public void A_value_on_the_threshold_goes_left_and_the_next_float_goes_right()
    {
        // 0.1 in double precision lies below the float 0.1f, so 0.1f itself goes right.
        FlatForest forest = OneSplit(0.1, MissingType.None, defaultLeft: false);

        Assert.Equal(-1, ForestScorer.ScoreRow(forest, [MathF.BitDecrement(0.1f)]));
        Assert.Equal(1, ForestScorer.ScoreRow(forest, [0.1f]));
        Assert.Equal(-1, ForestScorer.ScoreRow(OneSplit(0.25, MissingType.None, false), [0.25f]));
        Assert.Equal(1, ForestScorer.ScoreRow(OneSplit(0.25, MissingType.None, false), [MathF.BitIncrement(0.25f)]));
    }

    [Theory]
    [InlineData(MissingType.None, true, -0.5, 1, 1)]    // NaN is read as 0
    [InlineData(MissingType.None, false, 0.5, -1, -1)]
    [InlineData(MissingType.NaN, true, -0.5, -1, 1)]
    [InlineData(MissingType.NaN, false, 0.5, 1, -1)]
    [InlineData(MissingType.Zero, true, -0.5, -1, -1)]
    [InlineData(MissingType.Zero, false, 0.5, 1, 1)]
    public void Missing_values_go_where_the_node_says(MissingType missing, bool defaultLeft, double threshold, double forNaN, double forZero)
    {
        FlatForest forest = OneSplit(threshold, missing, defaultLeft);

        Assert.Equal(forNaN, ForestScorer.ScoreRow(forest, [float.NaN]));
        foreach (float zero in (float[])[0f, -0f, 1e-35f, -1e-35f, float.Epsilon])
            Assert.Equal(forZero, ForestScorer.ScoreRow(forest, [zero]));
    }

    [Theory]
    [InlineData(1f, -1)]
    [InlineData(33f, -1)]
    [InlineData(1.9f, -1)]
    [InlineData(0f, 1)]
    [InlineData(-1f, 1)]
    [InlineData(-0.5f, 1)]
    [InlineData(64f, 1)]
    [InlineData(1e30f, 1)]
    [InlineData(float.NaN, 1)]
    [InlineData(float.NegativeInfinity, 1)]
    public void A_category_goes_left_when_it_is_in_the_set(float value, double expected)
    {
        TreeBuilder builder = new(2);
        builder.SplitCategorical(0, 0, [0b10u, 0b10u], MissingType.NaN, 1); // categories 1 and 33
        builder.SetLeaf(0, -1, 1, 1);
        builder.SetLeaf(1, 1, 1, 1);

        Assert.Equal(expected, ForestScorer.ScoreRow(FlatForest.FromTrees(["a"], ["none"], [builder.Build()]), [value]));
    }

    [Fact]
    public void Outputs_are_summed_in_double_precision_in_tree_order()
    {
        FlatForest forest = FlatForest.FromTrees(
            ["a"], ["none"], [RegressionTree.Constant(1), RegressionTree.Constant(1e16), RegressionTree.Constant(-1e16)]);

        Assert.Equal(0, ForestScorer.ScoreRow(forest, [0f]));
    }

    [Fact]
    public void A_random_forest_gives_the_mean_of_its_trees()
    {
        FlatForest forest = FlatForest.FromTrees(["a"], ["none"], [RegressionTree.Constant(1), RegressionTree.Constant(4)], averageOutput: true);

        Assert.Equal(2.5, ForestScorer.ScoreRow(forest, [0f]));
    }

    [Fact]
    public void The_first_trees_of_a_forest_score_as_a_forest_of_their_own()
    {
        FlatForest forest = FlatForest.FromTrees(["a"], ["none"], [RegressionTree.Constant(1), RegressionTree.Constant(2), RegressionTree.Constant(4)]);

        Assert.Equal(7, ForestScorer.ScoreRow(forest, [0f]));
        Assert.Equal(3, ForestScorer.ScoreRow(forest.Take(2), [0f]));
    }

    [Fact]
    public void A_forest_without_trees_scores_zero()
    {
        Assert.Equal(0, ForestScorer.ScoreRow(FlatForest.FromTrees(["a"], ["none"], [], averageOutput: true), [1f]));
    }

    [Theory]
    [InlineData(31, 12, 60)]
    [InlineData(32, 70, 40)]
    [InlineData(33, 5, 40)]
    [InlineData(100, 9, 25)]
    [InlineData(256, 9, 12)]
    [InlineData(400, 9, 8)]
    public void Every_path_gives_the_bits_of_walking_tree_by_tree(int mostLeaves, int features, int rounds)
    {
        Random random = new(mostLeaves);
        for (int round = 0; round < rounds; round++)
        {
            FlatForest forest = RandomForests.Forest(random, random.Next(1, 20), mostLeaves, features, random.Next(2) == 0);
            int count = random.Next(1, 150);
            float[] rows = RandomForests.Rows(random, forest, count);
            // A matrix holds no infinities.
            float[] finite = [.. rows.Select(value => float.IsInfinity(value) ? 3 : value)];
            FeatureMatrix matrix = FeatureMatrix.FromRows(count, features, finite);
            long[] expected = Bits(Walked(forest, rows)), expectedOfMatrix = Bits(Walked(forest, finite));
            foreach (ScoringPath path in Paths)
            {
                double[] scores = new double[count], ofMatrix = new double[count];
                ForestScorer.Score(forest, rows, scores, path);
                ForestScorer.Score(forest, matrix, ofMatrix, path);

                Assert.Equal(expected, Bits(scores));
                Assert.Equal(expectedOfMatrix, Bits(ofMatrix));
            }
        }
    }

    [Fact]
    public void A_batch_of_any_size_gives_each_row_the_score_it_has_alone()
    {
        Random random = new(11);
        FlatForest forest = RandomForests.Forest(random, 30, 31, 6);
        float[] rows = RandomForests.Rows(random, forest, 135);
        for (int count = 0; count <= 135; count++)
        {
            foreach (ScoringPath path in Paths)
            {
                double[] scores = new double[count];
                ForestScorer.Score(forest, rows.AsSpan(0, count * 6), scores, path);

                for (int row = Math.Max(0, count - 5); row < count; row++)
                    Assert.Equal(ForestScorer.ScoreRow(forest, rows.AsSpan(row * 6, 6)), scores[row]);
            }
        }
    }

    [Fact]
    public void Scoring_allocates_nothing_after_the_first_call()
    {
        Random random = new(3);
        FlatForest forest = RandomForests.Forest(random, 20, 31, 100);
        float[] rows = RandomForests.Rows(random, forest, 100);
        double[] scores = new double[100];
        ForestScorer.Score(forest, rows, scores);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ForestScorer.Score(forest, rows, scores);
        ForestScorer.ScoreRow(forest, rows.AsSpan(0, 100));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Rows_of_another_width_are_refused()
    {
        FlatForest forest = OneSplit(0, MissingType.None, false);

        Assert.Throws<ArgumentException>(() => ForestScorer.ScoreRow(forest, [1f, 2f]));
        Assert.Throws<ArgumentException>(() => ForestScorer.Score(forest, new FeatureMatrix(1, 2, [1f, 2f]), new double[1]));
        Assert.Throws<ArgumentException>(() => ForestScorer.Score(forest, new FeatureMatrix(2, 1, [1f, 2f]), new double[1]));
    }

    /// <summary>Left −1, right 1.</summary>
    private static FlatForest OneSplit(double threshold, MissingType missing, bool defaultLeft)
    {
        TreeBuilder builder = new(2);
        builder.Split(0, 0, threshold, missing, defaultLeft, 1);
        builder.SetLeaf(0, -1, 1, 1);
        builder.SetLeaf(1, 1, 1, 1);
        return FlatForest.FromTrees(["a"], ["none"], [builder.Build()]);
    }

    private static double[] Walked(FlatForest forest, float[] rows)
    {
        double[] sums = new double[rows.Length / forest.Features];
        for (int row = 0; row < sums.Length; row++)
        {
            foreach (RegressionTree tree in forest.Trees) sums[row] += tree.LeafValue[tree.LeafOf(rows.AsSpan(row * forest.Features, forest.Features))];
            if (forest.AverageOutput) sums[row] /= forest.Trees.Length;
        }

        return sums;
    }

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
