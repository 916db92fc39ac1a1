using System.Collections.Immutable;
using System.Globalization;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Ranking.MLNet;

/// <summary>What training rows tell of a converted tree that ML.NET does not keep: row counts, which explanations need, and the value
/// each inner node would have as a leaf (the mean of its leaves over those rows). Sums of hessians stay 0: they are not to be had.</summary>
internal static class RoutedRows
{
    /// <summary>The trees with counts and inner values from <paramref name="rows"/>.</summary>
    public static IReadOnlyList<RegressionTree> Fill(IReadOnlyList<RegressionTree> trees, FeatureMatrix rows)
    {
        int[][] leafCount = [.. trees.Select(tree => new int[tree.Leaves])], nodeCount = [.. trees.Select(tree => new int[tree.Nodes])];
        float[] row = new float[rows.Columns];
        for (int index = 0; index < rows.Rows; index++)
        {
            rows.CopyRow(index, row);
            for (int tree = 0; tree < trees.Count; tree++)
                Route(trees[tree], row, leafCount[tree], nodeCount[tree]);
        }

        return [.. trees.Select((tree, index) => Filled(tree, leafCount[index], nodeCount[index]))];
    }

    private static void Route(RegressionTree tree, float[] row, int[] leafCount, int[] nodeCount)
    {
        int child = tree.Nodes == 0 ? ~0 : 0;
        while (child >= 0)
        {
            nodeCount[child]++;
            child = tree.GoesLeft(child, row[tree.SplitFeature[child]]) ? tree.LeftChild[child] : tree.RightChild[child];
        }

        leafCount[~child]++;
    }

    private static RegressionTree Filled(RegressionTree tree, int[] leafCount, int[] nodeCount) => new()
    {
        SplitFeature = tree.SplitFeature,
        Threshold = tree.Threshold,
        DecisionType = tree.DecisionType,
        LeftChild = tree.LeftChild,
        RightChild = tree.RightChild,
        LeafValue = tree.LeafValue,
        LeafWeight = tree.LeafWeight,
        LeafCount = [.. leafCount],
        SplitGain = tree.SplitGain,
        InternalValue = Means(tree, leafCount, nodeCount),
        InternalWeight = tree.InternalWeight,
        InternalCount = [.. nodeCount],
        Shrinkage = tree.Shrinkage,
    };

    /// <summary>Range of every column's known values as a model file states it; <c>none</c> for a column of one value or none.</summary>
    public static string[] Describe(FeatureMatrix rows)
    {
        string[] infos = new string[rows.Columns];
        for (int column = 0; column < infos.Length; column++)
        {
            (double lowest, double highest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (float value in rows.Column(column))
            {
                if (!float.IsNaN(value))
                    (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
            }

            infos[column] = lowest < highest ? string.Create(CultureInfo.InvariantCulture, $"[{lowest:R}:{highest:R}]") : "none";
        }

        return infos;
    }

    /// <summary>Children stand after their parent in a converted tree, so one pass from the end sees them first.</summary>
    private static ImmutableArray<double> Means(RegressionTree tree, int[] leafCount, int[] nodeCount)
    {
        double[] sum = new double[tree.Nodes], mean = new double[tree.Nodes];
        for (int node = tree.Nodes - 1; node >= 0; node--)
        {
            sum[node] = Sum(tree.LeftChild[node]) + Sum(tree.RightChild[node]);
            mean[node] = nodeCount[node] > 0 ? sum[node] / nodeCount[node] : 0;
        }

        return [.. mean];

        double Sum(int child) => child >= 0 ? sum[child] : tree.LeafValue[~child] * leafCount[~child];
    }
}
