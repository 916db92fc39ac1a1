namespace BackCare.Ranking.Metrics;

/// <summary>Average precision of one group over its relevant rows (grade above 0); its mean over groups is MAP.</summary>
/// <remarks>
/// Divided by min(relevant rows, k), so a perfect order reaches 1 at any depth. With tied scores the value is the exact expectation over all
/// orders of the tied rows (McSherry and Najork, ECIR 2008): a row at offset j of a block of m rows with r relevant is relevant with
/// probability r / m, and then (j − 1)(r − 1) / (m − 1) relevant rows of the block are expected before it.
/// </remarks>
public static class MeanAveragePrecision
{
    /// <summary>Expected average precision of one group cut at <paramref name="k"/>, in [0, 1].</summary>
    /// <param name="k">Depth in positions, at least 1.</param>
    /// <param name="grades">One grade per row.</param>
    /// <param name="scores">One score per row, higher is better. NaN counts as negative infinity.</param>
    /// <returns>NaN when no row is relevant: skip the group.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or the depth is below 1.</exception>
    public static double At(int k, ReadOnlySpan<float> grades, ReadOnlySpan<double> scores)
    {
        Relevance.CheckDepth(k);
        int total = Relevance.Count(grades);
        if (total == 0)
            return double.NaN;
        using RankedGroup ranked = RankedGroup.Of(grades, scores);
        int depth = Math.Min(k, grades.Length), found = 0;
        double sum = 0;
        for (int start = 0, end; start < depth; start = end)
        {
            end = ranked.BlockEnd(start);
            int relevant = Relevance.Count(ranked.Grades[start..end]);
            if (relevant > 0)
                sum += ExpectedInBlock(start, end - start, relevant, found, depth);
            found += relevant;
        }
        return sum / Math.Min(total, k);
    }

    private static double ExpectedInBlock(int before, int size, int relevant, int found, int depth)
    {
        double perEarlierRow = size > 1 ? (relevant - 1) / (double)(size - 1) : 0;
        double sum = 0;
        for (int j = 1; j <= size && before + j <= depth; j++)
            sum += (found + 1 + (j - 1) * perEarlierRow) / (before + j);
        return sum * relevant / size;
    }
}
