using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;

namespace BackCare.Tests.Ranking.MLNet;

public sealed class MLNetTreeConversionTests
{
    [Fact]
    public void A_value_on_the_threshold_goes_left_and_the_next_float_right()
    {
        FlatForest forest = Forest(1, Numerical([~0], [~1], [0], [0.1f], [-1, 1]));

        Assert.Equal(-1, ForestScorer.ScoreRow(forest, [0.1f]));
        Assert.Equal(1, ForestScorer.ScoreRow(forest, [MathF.BitIncrement(0.1f)]));
    }

    [Fact]
    public void Children_below_zero_are_leaves_by_their_complement()
    {
        // Node 0: x <= 1 ? node 1 : leaf 0.  Node 1: y <= 2 ? leaf 2 : leaf 1.
        FlatForest forest = Forest(2, Numerical([1, ~2], [~0, ~1], [0, 1], [1, 2], [10, 20, 30]));

        Assert.Equal(10, ForestScorer.ScoreRow(forest, [1.5f, 0]));
        Assert.Equal(20, ForestScorer.ScoreRow(forest, [1, 3]));
        Assert.Equal(30, ForestScorer.ScoreRow(forest, [1, 2]));
    }

    [Fact]
    public void A_tree_whose_first_left_child_is_zero_is_empty_and_adds_nothing()
    {
        Assert.Equal(0, ForestScorer.ScoreRow(Forest(1, Numerical([0], [0], [0], [0], [7, 7])), [1]));
        Assert.Equal(0, ForestScorer.ScoreRow(Forest(1, Numerical([], [], [], [], [])), [1]));
    }

    [Fact]
    public void A_categorical_node_sends_a_row_right_when_any_of_its_slots_is_above_zero()
    {
        FlatForest forest = Forest(3, new MLNetTree([~0], [~1], [-1], [0], [[0, 2]], [-1, 1], [5]));

        Assert.Equal(-1, ForestScorer.ScoreRow(forest, [0, 0, 0]));
        Assert.Equal(-1, ForestScorer.ScoreRow(forest, [0, 1, 0]));
        Assert.Equal(-1, ForestScorer.ScoreRow(forest, [-1, 1, float.NaN]));
        Assert.Equal(1, ForestScorer.ScoreRow(forest, [1, 0, 0]));
        Assert.Equal(1, ForestScorer.ScoreRow(forest, [0, 0, float.Epsilon]));
        Assert.Equal(1, ForestScorer.ScoreRow(forest, [1, 1, 1]));
    }

    [Fact]
    public void Where_values_were_imputed_a_missing_one_goes_where_the_imputed_one_goes()
    {
        // Node 0: x <= 1 ? node 1 : leaf 0.  Node 1: any of y, z above 0 ? leaf 2 : leaf 1.
        MLNetTree tree = new([1, ~1], [~0, ~2], [0, -1], [1, 0], [null, [1, 2]], [10, 20, 30], [0, 0]);
        float[][] rows = [[float.NaN, 0, 0], [0, float.NaN, 0], [0, 0, float.NaN], [0, float.NaN, float.NaN], [5, float.NaN, 1], [float.NaN, float.NaN, float.NaN]];

        foreach (float[] imputation in (float[][])[[0, 0, 0], [1, 1, 0], [2, 0, 1], [1, -1, 1]])
        {
            FlatForest forest = FlatForest.FromTrees(["x", "y", "z"], ["none", "none", "none"], [MLNetTreeConversion.Convert(tree, imputation: imputation)]);
            foreach (float[] row in rows)
                Assert.Equal(ForestScorer.ScoreRow(forest, GradedLists.Impute(row, imputation)), ForestScorer.ScoreRow(forest, row));
        }
    }

    [Fact]
    public void What_hangs_right_of_a_categorical_node_is_repeated_once_a_slot_and_the_gain_is_counted_once()
    {
        // Node 0: any of slots 0, 1, 2 ? node 1 : leaf 0.  Node 1: slot 3 <= 5 ? leaf 1 : leaf 2.
        RegressionTree tree = MLNetTreeConversion.Convert(
            new MLNetTree([~0, ~1], [1, ~2], [-1, 3], [0, 5], [[0, 1, 2], null], [0, 1, 2], [8, 4]));

        Assert.Equal(7, tree.Leaves);
        Assert.Equal(8 + 3 * 4, tree.SplitGain.Sum());
        Assert.Equal(2, ForestScorer.ScoreRow(FlatForest.FromTrees(["a", "b", "c", "d"], ["none", "none", "none", "none"], [tree]), [0, 0, 1, 6]));
    }

    [Fact]
    public void A_categorical_node_without_slots_sends_every_row_left()
    {
        FlatForest forest = Forest(1, new MLNetTree([~0, 0], [~1, 0], [-1, 0], [0, 0], [[], null], [3, 4], [1, 1]));

        Assert.Equal(3, ForestScorer.ScoreRow(forest, [1]));
    }

    [Fact]
    public void A_tree_that_repeated_branches_would_blow_up_is_refused_with_advice()
    {
        // Six levels of ten slots each: 10^6 leaves.
        int levels = 6;
        MLNetTree tree = new(
            [.. Enumerable.Range(0, levels).Select(level => ~level)],
            [.. Enumerable.Range(1, levels).Select(level => level < levels ? level : ~levels)],
            [.. Enumerable.Repeat(-1, levels)],
            new float[levels],
            [.. Enumerable.Repeat<IReadOnlyList<int>?>([.. Enumerable.Range(0, 10)], levels)],
            new double[levels + 1],
            new double[levels]);

        FormatException refusal = Assert.Throws<FormatException>(() => MLNetTreeConversion.Convert(tree));
        Assert.Contains("train it without categorical splits", refusal.Message, StringComparison.Ordinal);
    }

    private static MLNetTree Numerical(int[] left, int[] right, int[] slot, float[] threshold, double[] leaves) =>
        new(left, right, slot, threshold, new IReadOnlyList<int>?[left.Length], leaves, new double[left.Length]);

    private static FlatForest Forest(int columns, MLNetTree tree) => FlatForest.FromTrees(
        [.. Enumerable.Range(0, columns).Select(column => $"f{column}")],
        [.. Enumerable.Repeat("none", columns)],
        [MLNetTreeConversion.Convert(tree)]);
}
