using System.Buffers;

namespace BackCare.Ranking.Metrics;

/// <summary>Expected reciprocal rank (Chapelle, Metzler, Zhang and Grinspan, CIKM 2009) with grades 0–4: a reader stops at a row with probability (2^grade − 1) / 16.</summary>
/// <remarks>
/// With tied scores the value is the exact expectation over all orders of the tied rows. Let x be the chance to read past a row. The chance to
/// read past the first j rows of a randomly ordered block is the j-th elementary symmetric mean of its x: the mean over all j-subsets
/// of their product. Its recurrence over rows, S(t+1, j) = ((t + 1 − j) S(t, j) + j x S(t, j − 1)) / (t + 1), adds only
/// non-negative terms in [0, 1], so it neither overflows nor cancels. O(block size × min(block size, k)).
/// </remarks>
public static class ExpectedReciprocalRank
{
    /// <summary>The highest grade the stopping model knows.</summary>
    public const int MaxGrade = 4;

    /// <summary>ERR of one group cut at <paramref name="k"/>, in [0, 1).</summary>
    /// <param name="k">Depth in positions, at least 1.</param>
    /// <param name="grades">One grade per row, 0–4.</param>
    /// <param name="scores">One score per row, higher is better. NaN counts as negative infinity.</param>
    /// <returns>NaN when no row is relevant: skip the group.</returns>
    /// <exception cref="ArgumentException">A grade above 4, spans of different length, or a depth below 1.</exception>
    public static double At(int k, ReadOnlySpan<float> grades, ReadOnlySpan<double> scores)
    {
        Relevance.CheckDepth(k);
        if (Relevance.Count(grades) == 0)
            return double.NaN;
        using RankedGroup ranked = RankedGroup.Of(grades, scores);
        int depth = Math.Min(k, grades.Length);
        double[] means = ArrayPool<double>.Shared.Rent(depth + 1);
        double err = 0, stillReading = 1;
        for (int start = 0, end; start < depth; start = end)
        {
            end = ranked.BlockEnd(start);
            Span<double> pastFirst = means.AsSpan(0, Math.Min(end, depth) - start + 1);
            SymmetricMeans(ranked.Grades[start..end], pastFirst);
            for (int j = 1; j < pastFirst.Length; j++)
                err += stillReading * (pastFirst[j - 1] - pastFirst[j]) / (start + j);
            stillReading *= pastFirst[^1];
        }
        ArrayPool<double>.Shared.Return(means);
        return err;
    }

    /// <summary>Fills <paramref name="means"/>[j] with the mean over all j-subsets of the block of the chance to read past all of them.</summary>
    private static void SymmetricMeans(ReadOnlySpan<float> blockGrades, Span<double> means)
    {
        means.Clear();
        means[0] = 1;
        for (int t = 0; t < blockGrades.Length; t++)
        {
            double readOn = 1 - StopChance(blockGrades[t]);
            for (int j = Math.Min(t + 1, means.Length - 1); j >= 1; j--)
                means[j] = ((t + 1 - j) * means[j] + j * readOn * means[j - 1]) / (t + 1);
        }
    }

    private static double StopChance(float grade) => grade <= MaxGrade
        ? Ndcg.Gain(grade) / (1 << MaxGrade)
        : throw new ArgumentException($"ERR knows grades 0 to {MaxGrade}, found {grade}; map the grades to 0-{MaxGrade} or use ndcg.");
}
