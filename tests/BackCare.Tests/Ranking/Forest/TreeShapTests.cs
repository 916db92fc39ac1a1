using System.Numerics;
using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

public sealed class TreeShapTests
{
    public static TheoryData<string> Names => [.. LightGbmFixture.Names];

    [Fact]
    public void Two_features_share_what_they_explain_only_together()
    {
        // a ≤ 0: output 0 (2 of 4 rows); else b ≤ 0: output 0 (1 row), else output 8 (1 row). Mean 2.
        // Row a = b = 1 scores 8. Alone, a lifts 2 to 4 and b lifts 2 to 4; after the other each adds 4: (2 + 4) / 2 = 3 each.
        TreeBuilder builder = new(3);
        builder.Split(0, 0, 0, MissingType.None, false, 1);
        builder.SetLeaf(0, 0, 2, 2);
        builder.SetLeaf(1, 4, 2, 2);
        builder.Split(1, 1, 0, MissingType.None, false, 1);
        builder.SetLeaf(1, 0, 1, 1);
        builder.SetLeaf(2, 8, 1, 1);
        TreeShap shap = new(FlatForest.FromTrees(["a", "b", "c"], ["none", "none", "none"], [builder.Build()]));
        double[] contributions = new double[3];

        shap.Explain([1f, 1f, 1f], contributions);

        Assert.Equal(2, shap.ExpectedValue, 1e-12);
        Assert.Equal(3, contributions[0], 1e-12);
        Assert.Equal(3, contributions[1], 1e-12);
        Assert.Equal(0, contributions[2]);
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(5, 31)]
    [InlineData(9, 31)]
    public void Contributions_are_the_Shapley_values_over_all_subsets(int features, int leaves)
    {
        Random random = new(features);
        for (int round = 0; round < 12; round++)
        {
            FlatForest forest = RandomForests.Forest(random, 3, leaves, features, round % 2 == 0);
            TreeShap shap = new(forest);
            float[] row = RandomForests.Row(random, forest);
            double[] contributions = new double[features];
            shap.Explain(row, contributions);

            double[] expected = ShapleyValues(forest, row);
            for (int feature = 0; feature < features; feature++) Assert.Equal(expected[feature], contributions[feature], 1e-12);
            Assert.Equal(Conditional(forest, row, 0), shap.ExpectedValue, 1e-12);
        }
    }

    [Fact]
    public void Contributions_add_up_to_the_score_on_deep_trees_that_test_features_again_and_again()
    {
        Random random = new(8);
        for (int round = 0; round < 40; round++)
        {
            FlatForest forest = RandomForests.Forest(random, random.Next(1, 30), 200, random.Next(1, 60));
            TreeShap shap = new(forest);
            float[] rows = RandomForests.Rows(random, forest, 5);
            double[] contributions = new double[rows.Length];
            shap.Explain(rows, contributions);
            for (int row = 0; row < 5; row++)
            {
                double sum = contributions.AsSpan(row * forest.Features, forest.Features).ToArray().Sum();
                Assert.Equal(ForestScorer.ScoreRow(forest, rows.AsSpan(row * forest.Features, forest.Features)) - shap.ExpectedValue, sum, 1e-9);
            }
        }
    }

    [Fact]
    public void A_path_through_forty_features_is_explained_exactly()
    {
        // A chain: feature f ≤ 0 ends in leaf value 0, only a row that passes all 40 scores 1. Each feature passes half of what reaches it.
        const int length = 40;
        TreeBuilder builder = new(length + 1);
        int leaf = 0;
        for (int feature = 0; feature < length; feature++)
        {
            int right = builder.Split(leaf, feature, 0, MissingType.None, false, 1);
            builder.SetLeaf(leaf, 0, 1, feature == length - 1 ? 1 : 1 << Math.Max(0, 29 - feature));
            builder.SetLeaf(right, 1, 1, 1);
            leaf = right;
        }

        string[] names = [.. Enumerable.Range(0, length).Select(f => $"f{f}")];
        FlatForest forest = FlatForest.FromTrees(names, [.. names.Select(_ => "none")], [builder.Build()]);
        TreeShap shap = new(forest);
        float[] row = [.. Enumerable.Repeat(1f, length)];
        double[] contributions = new double[length];

        shap.Explain(row, contributions);

        double[] expected = ByLeaf(forest.Trees[0], row, length);
        for (int feature = 0; feature < length; feature++) Assert.Equal(expected[feature], contributions[feature], 1e-12);
        Assert.Equal(1 - shap.ExpectedValue, contributions.Sum(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Contributions_equal_those_of_LightGBM(string name)
    {
        LightGbmFixture fixture = new(name);
        FlatForest forest = fixture.Forest;
        TreeShap shap = new(forest);
        // LightGBM does not divide the contributions of an averaged forest by its trees.
        double scale = forest.AverageOutput ? forest.Trees.Length : 1;
        double[] contributions = new double[forest.Features];
        for (int row = 0; row < fixture.Rows.Length; row++)
        {
            shap.Explain(fixture.Rows[row], contributions);

            for (int feature = 0; feature < forest.Features; feature++)
                Assert.Equal(fixture.Contributions[row][feature], contributions[feature] * scale, 1e-12);
            Assert.Equal(fixture.Contributions[row][^1], shap.ExpectedValue * scale, 1e-12);
        }
    }

    [Fact]
    public void A_branch_that_no_training_row_took_still_has_finite_contributions_that_add_up()
    {
        TreeBuilder builder = new(4);
        builder.Split(0, 0, 0, MissingType.None, false, 1);
        builder.SetLeaf(0, 1, 1, 5);
        builder.SetLeaf(1, 2, 0, 0);
        builder.Split(1, 0, 1, MissingType.None, false, 1);
        builder.SetLeaf(2, 6, 0, 0);
        builder.Split(2, 1, 0, MissingType.None, false, 1);
        builder.SetLeaf(3, 9, 0, 0);
        FlatForest forest = FlatForest.FromTrees(["a", "b"], ["none", "none"], [builder.Build()]);
        TreeShap shap = new(forest);
        double[] contributions = new double[2];
        foreach (float a in (float[])[-1, 0.5f, 2])
        {
            shap.Explain([a, 1f], contributions);

            Assert.Equal(ForestScorer.ScoreRow(forest, [a, 1f]) - shap.ExpectedValue, contributions.Sum(), 1e-12);
        }
    }

    [Fact]
    public void A_tree_without_leaf_counts_is_refused()
    {
        TreeBuilder builder = new(2);
        builder.Split(0, 0, 0, MissingType.None, false, 1);
        FlatForest forest = FlatForest.FromTrees(["a"], ["none"], [builder.Build()]);

        Assert.Contains("no leaf counts", Assert.Throws<ArgumentException>(() => new TreeShap(forest)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explaining_allocates_nothing_after_the_first_call()
    {
        Random random = new(5);
        FlatForest forest = RandomForests.Forest(random, 20, 31, 10);
        TreeShap shap = new(forest);
        float[] rows = RandomForests.Rows(random, forest, 20);
        double[] contributions = new double[rows.Length];
        shap.Explain(rows, contributions);

        long before = GC.GetAllocatedBytesForCurrentThread();
        shap.Explain(rows, contributions);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The definition: the mean over all orders of what a feature adds when it becomes known.</summary>
    private static double[] ShapleyValues(FlatForest forest, float[] row)
    {
        int features = forest.Features;
        double[] known = [.. Enumerable.Range(0, 1 << features).Select(subset => Conditional(forest, row, subset))];
        double[] values = new double[features];
        for (int subset = 0; subset < known.Length; subset++)
        {
            int size = BitOperations.PopCount((uint)subset);
            double weight = Factorial(size) * Factorial(features - size - 1) / Factorial(features);
            for (int feature = 0; feature < features; feature++)
            {
                if ((subset >> feature & 1) == 0) values[feature] += weight * (known[subset | 1 << feature] - known[subset]);
            }
        }

        return values;
    }

    /// <summary>The score when only the features in the subset are known: unknown splits are averaged by training rows.</summary>
    private static double Conditional(FlatForest forest, float[] row, int subset) =>
        forest.Trees.Sum(tree => tree.Nodes == 0 ? tree.LeafValue[0] : Conditional(tree, row, subset, 0)) / (forest.AverageOutput ? forest.Trees.Length : 1);

    private static double Conditional(RegressionTree tree, float[] row, int subset, int node)
    {
        if (node < 0) return tree.LeafValue[~node];
        int left = tree.LeftChild[node], right = tree.RightChild[node], feature = tree.SplitFeature[node];
        if ((subset >> feature & 1) != 0) return Conditional(tree, row, subset, tree.GoesLeft(node, row[feature]) ? left : right);
        double share = Rows(tree, left) / (double)(Rows(tree, left) + Rows(tree, right));
        return share * Conditional(tree, row, subset, left) + (1 - share) * Conditional(tree, row, subset, right);
    }

    private static long Rows(RegressionTree tree, int child) =>
        child < 0 ? tree.LeafCount[~child] : Rows(tree, tree.LeftChild[child]) + Rows(tree, tree.RightChild[child]);

    /// <summary>Leaf by leaf with the coefficients of the polynomial written out; every feature must be tested at most once on a path.</summary>
    private static double[] ByLeaf(RegressionTree tree, float[] row, int features)
    {
        double[] values = new double[features];
        void Visit(int node, (int Feature, double Share, double Pass)[] path)
        {
            if (node >= 0)
            {
                int left = tree.LeftChild[node], right = tree.RightChild[node], feature = tree.SplitFeature[node];
                double share = Rows(tree, left) / (double)(Rows(tree, left) + Rows(tree, right));
                bool goesLeft = tree.GoesLeft(node, row[feature]);
                Visit(left, [.. path, (feature, share, goesLeft ? 1 : 0)]);
                Visit(right, [.. path, (feature, 1 - share, goesLeft ? 0 : 1)]);
                return;
            }

            foreach ((int feature, double share, double pass) in path)
            {
                double[] coefficients = [1];
                foreach ((int other, double z, double o) in path)
                {
                    if (other == feature) continue;
                    double[] next = new double[coefficients.Length + 1];
                    for (int k = 0; k < coefficients.Length; k++)
                    {
                        next[k] += coefficients[k] * z;
                        next[k + 1] += coefficients[k] * o;
                    }

                    coefficients = next;
                }

                int m = path.Length;
                values[feature] += tree.LeafValue[~node] * (pass - share)
                    * coefficients.Select((c, k) => c * Factorial(k) * Factorial(m - 1 - k) / Factorial(m)).Sum();
            }
        }

        Visit(0, []);
        return values;
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
