namespace BackCare.Ranking.Training;

/// <summary>Lambda gradients of one query group, pair by pair: the plain twin of <see cref="PairwiseKernel"/>.</summary>
/// <remarks>Burges, "From RankNet to LambdaRank to LambdaMART", MSR-TR-2010-82, sections 4 and 7, with |ΔNDCG| truncated at a depth and the
/// normalisations LightGBM's <c>lambdarank_norm</c> stands for. A gradient is the push on a score: positive lifts the row.</remarks>
public static class LambdaGradient
{
    /// <summary>Largest sigma × score distance the logistic still tells apart, as in LightGBM.</summary>
    public const double LargestReach = 25;

    /// <summary>Keeps a pair of nearly equal scores from an unbounded push when normalising by score distance.</summary>
    internal const double DistanceFloor = 0.01;

    /// <summary>Writes the gradient and hessian of every row.</summary>
    /// <param name="scores">Current scores.</param>
    /// <param name="grades">Relevance grades, at least 0.</param>
    /// <param name="order">Row numbers by falling score: <c>order[0]</c> ranks first.</param>
    /// <param name="table">Discounts, truncation depth; covers the group's length.</param>
    /// <param name="sigma">Steepness of the logistic, above 0.</param>
    /// <param name="gradient">Receives the push on each row.</param>
    /// <param name="hessian">Receives each row's second derivative, at least 0.</param>
    /// <param name="normalise">Divide a pair's push by 0.01 + its score distance, then scale the group by log2(1 + s) / s, s the sum of pushes.</param>
    public static void ForQuery(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> grades,
        ReadOnlySpan<int> order,
        DcgTable table,
        double sigma,
        Span<double> gradient,
        Span<double> hessian,
        bool normalise = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        int rows = scores.Length;
        gradient[..rows].Clear();
        hessian[..rows].Clear();
        double inverseIdeal = table.InverseIdeal(grades);
        bool spread = rows > 0 && scores[order[0]] != scores[order[^1]];
        double sum = 0;
        for (int i = 0; i < rows - 1 && i < table.Depth; i++)
        {
            for (int j = i + 1; j < rows; j++)
            {
                int high = order[i], low = order[j];
                if (grades[high] == grades[low])
                    continue;
                if (grades[high] < grades[low])
                    (high, low) = (low, high);
                double distance = scores[high] - scores[low];
                double change = (DcgTable.Gain(grades[high]) - DcgTable.Gain(grades[low]))
                    * (table.Discounts[i] - table.Discounts[j]) * inverseIdeal;
                if (normalise && spread)
                    change /= DistanceFloor + Math.Abs(distance);
                double wrong = 1 / (1 + Math.Exp(Math.Clamp(sigma * distance, -LargestReach, LargestReach)));
                double push = sigma * wrong * change;
                double curve = sigma * sigma * wrong * (1 - wrong) * change;
                gradient[high] += push;
                gradient[low] -= push;
                hessian[high] += curve;
                hessian[low] += curve;
                sum += 2 * push;
            }
        }

        if (normalise && sum > 0)
            Scale(gradient[..rows], hessian[..rows], Math.Log2(1 + sum) / sum);
    }

    private static void Scale(Span<double> gradient, Span<double> hessian, double factor)
    {
        for (int row = 0; row < gradient.Length; row++)
        {
            gradient[row] *= factor;
            hessian[row] *= factor;
        }
    }
}
