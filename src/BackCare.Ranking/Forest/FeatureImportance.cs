namespace BackCare.Ranking.Forest;

/// <summary>How much each column contributes to the splits of a forest. Splits without a positive gain do not count, as in LightGBM.</summary>
public static class FeatureImportance
{
    /// <summary>Number of splits on each column.</summary>
    public static long[] Splits(FlatForest forest)
    {
        long[] splits = new long[forest.Features];
        foreach (RegressionTree tree in forest.Trees)
        {
            for (int node = 0; node < tree.Nodes; node++)
            {
                if (tree.SplitGain[node] > 0) splits[tree.SplitFeature[node]]++;
            }
        }

        return splits;
    }

    /// <summary>Sum of the gains of the splits on each column, in the objective's own unit.</summary>
    public static double[] Gains(FlatForest forest)
    {
        double[] gains = new double[forest.Features];
        foreach (RegressionTree tree in forest.Trees)
        {
            for (int node = 0; node < tree.Nodes; node++)
            {
                if (tree.SplitGain[node] > 0) gains[tree.SplitFeature[node]] += tree.SplitGain[node];
            }
        }

        return gains;
    }
}
