namespace BackCare.Ranking.Metrics;

/// <summary>Share of a group's relevant rows (grade above 0) among its first k positions.</summary>
/// <remarks>With tied scores the exact expectation over all orders of the tied rows: a block that straddles the cut gives
/// each of its relevant rows the share of the block that lies before the cut.</remarks>
public static class Recall
{
    /// <summary>Expected recall of one group at <paramref name="k"/>, in [0, 1].</summary>
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
        int depth = Math.Min(k, grades.Length);
        double found = 0;
        for (int start = 0, end; start < depth; start = end)
        {
            end = ranked.BlockEnd(start);
            int relevant = Relevance.Count(ranked.Grades[start..end]);
            found += relevant * (double)(Math.Min(end, depth) - start) / (end - start);
        }
        return found / total;
    }
}
