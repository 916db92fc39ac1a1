using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Domain.Learn.Reports;

/// <summary>TreeSHAP contributions of sampled rows.</summary>
/// <param name="Rows">Which rows of the measured data.</param>
/// <param name="Features">Number of features.</param>
/// <param name="Contributions">Row by row, <paramref name="Features"/> contributions each, in units of the score.</param>
public sealed record Attributions(IReadOnlyList<int> Rows, int Features, double[] Contributions)
{
    /// <summary>Explains at most <paramref name="wanted"/> evenly spaced rows.</summary>
    public static Attributions Of(FlatForest forest, FeatureMatrix matrix, int wanted)
    {
        ArgumentNullException.ThrowIfNull(forest);
        ArgumentNullException.ThrowIfNull(matrix);
        int[] rows = Sample(matrix.Rows, wanted);
        double[] contributions = new double[rows.Length * forest.Features];
        float[] row = new float[forest.Features];
        TreeShap shap = new(forest);
        for (int i = 0; i < rows.Length; i++)
        {
            matrix.CopyRow(rows[i], row);
            shap.Explain(row, contributions.AsSpan(i * forest.Features, forest.Features));
        }

        return new Attributions(rows, forest.Features, contributions);
    }

    /// <summary>At most <paramref name="wanted"/> evenly spaced row numbers out of <paramref name="rows"/>.</summary>
    public static int[] Sample(int rows, int wanted)
    {
        int taken = Math.Min(rows, wanted);
        return [.. Enumerable.Range(0, taken).Select(i => (int)((long)i * rows / taken))];
    }

    /// <summary>Mean absolute contribution of each feature.</summary>
    public double[] MeanMagnitudes()
    {
        double[] means = new double[Features];
        for (int row = 0; row < Rows.Count; row++)
        {
            for (int feature = 0; feature < Features; feature++)
                means[feature] += Math.Abs(Contributions[row * Features + feature]) / Rows.Count;
        }
        return means;
    }

    /// <summary>Contributions of one feature, one per sampled row.</summary>
    public double[] Of(int feature)
    {
        double[] values = new double[Rows.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = Contributions[row * Features + feature];
        return values;
    }
}
