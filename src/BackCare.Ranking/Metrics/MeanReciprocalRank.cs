namespace BackCare.Ranking.Metrics;

/// <summary>Reciprocal rank of the first relevant row (grade above 0); its mean over groups is MRR.</summary>
/// <remarks>
/// With tied scores the value is the exact expectation over all orders of the tied rows. In the first block that holds a relevant row,
/// of m rows with r relevant after s others, the first relevant row sits at offset j with probability C(m − j, r − 1) / C(m, r),
/// which the loop builds by the ratio of neighbours, (m − j − r + 1) / (m − j).
/// </remarks>
public static class MeanReciprocalRank
{
    /// <summary>Expected reciprocal rank of one group, in [0, 1]; 0 when the first relevant row lies beyond <paramref name="k"/>.</summary>
    /// <param name="k">Depth in positions, at least 1.</param>
    /// <param name="grades">One grade per row.</param>
    /// <param name="scores">One score per row, higher is better. NaN counts as negative infinity.</param>
    /// <returns>NaN when no row is relevant: skip the group.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or the depth is below 1.</exception>
    public static double At(int k, ReadOnlySpan<float> grades, ReadOnlySpan<double> scores)
    {
        Relevance.CheckDepth(k);
        using RankedGroup ranked = RankedGroup.Of(grades, scores);
        for (int start = 0, end; start < grades.Length; start = end)
        {
            end = ranked.BlockEnd(start);
            int relevant = Relevance.Count(ranked.Grades[start..end]);
            if (relevant > 0)
                return ExpectedInBlock(start, end - start, relevant, k);
        }
        return double.NaN;
    }

    private static double ExpectedInBlock(int before, int size, int relevant, int k)
    {
        double expected = 0, probability = (double)relevant / size;
        for (int j = 1; j <= size - relevant + 1 && before + j <= k; j++)
        {
            expected += probability / (before + j);
            probability *= (double)(size - j - relevant + 1) / Math.Max(1, size - j);
        }
        return expected;
    }
}
