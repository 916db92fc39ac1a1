using System.Buffers;

namespace BackCare.Ranking.Metrics;

/// <summary>Normalised discounted cumulative gain of one query group: gain 2^grade − 1, discount 1 / log2(position + 1), positions from 1.</summary>
/// <remarks>
/// Tied scores share the mean gain of their block (McSherry and Najork, "Computing information retrieval performance measures
/// efficiently in the presence of tied scores", ECIR 2008): the value is the exact expectation over all orders of the tied rows,
/// so the order of rows in a file never matters. Source of gain and discount: Burges et al., "Learning to rank using gradient descent", ICML 2005.
/// </remarks>
public static class Ndcg
{
    private const int TableDepth = 2_048, HighestTabledGrade = 30;

    private static readonly double[] Discounts = [.. Enumerable.Range(0, TableDepth).Select(p => 1 / Math.Log2(p + 2))];

    /// <summary>NDCG of one group cut at position <paramref name="k"/>, in [0, 1].</summary>
    /// <param name="k">Depth, at least 1; a depth beyond the group uses the whole group.</param>
    /// <param name="grades">One grade per row, 0 = not relevant; usually 0–4.</param>
    /// <param name="scores">One score per row, higher is better. NaN counts as negative infinity.</param>
    /// <returns>NaN when no row is relevant: such a group has no order to measure and must be skipped, not averaged in.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or the depth is below 1.</exception>
    public static double At(int k, ReadOnlySpan<float> grades, ReadOnlySpan<double> scores)
    {
        double ideal = IdealDcg(k, grades);
        return ideal > 0 ? Dcg(k, grades, scores) / ideal : double.NaN;
    }

    /// <summary>Expected discounted cumulative gain of one group, not normalised; parameters as in <see cref="At"/>.</summary>
    public static double Dcg(int k, ReadOnlySpan<float> grades, ReadOnlySpan<double> scores)
    {
        Relevance.CheckDepth(k);
        using RankedGroup ranked = RankedGroup.Of(grades, scores);
        ReadOnlySpan<float> best = ranked.Grades;
        int depth = Math.Min(k, best.Length);
        double dcg = 0;
        for (int start = 0, end; start < depth; start = end)
        {
            end = ranked.BlockEnd(start);
            if (end == start + 1)
            {
                dcg += Gain(best[start]) * Discount(start);
                continue;
            }
            double gain = 0, discount = 0;
            for (int p = start; p < end; p++)
                gain += Gain(best[p]);
            for (int p = start; p < Math.Min(end, depth); p++)
                discount += Discount(p);
            dcg += gain / (end - start) * discount;
        }
        return dcg;
    }

    /// <summary>Discounted cumulative gain of the best possible order; 0 when no row is relevant.</summary>
    public static double IdealDcg(int k, ReadOnlySpan<float> grades)
    {
        Relevance.CheckDepth(k);
        Span<int> counts = stackalloc int[HighestTabledGrade + 1];
        counts.Clear();
        foreach (float grade in grades)
        {
            if (!IsTabled(grade))
                return IdealDcgBySorting(k, grades);
            counts[(int)grade]++;
        }
        double dcg = 0;
        int position = 0, depth = Math.Min(k, grades.Length);
        for (int grade = HighestTabledGrade; grade > 0 && position < depth; grade--)
        {
            for (int left = counts[grade]; left > 0 && position < depth; left--)
                dcg += Gain(grade) * Discount(position++);
        }
        return dcg;
    }

    private static double IdealDcgBySorting(int k, ReadOnlySpan<float> grades)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(grades.Length);
        Span<float> sorted = rented.AsSpan(0, grades.Length);
        grades.CopyTo(sorted);
        RankedGroup.SortDescending(sorted);
        double dcg = 0;
        for (int p = 0; p < Math.Min(k, sorted.Length); p++)
            dcg += Gain(sorted[p]) * Discount(p);
        ArrayPool<float>.Shared.Return(rented);
        return dcg;
    }

    private static bool IsTabled(float grade) => grade is >= 0 and <= HighestTabledGrade && grade == (int)grade;

    /// <summary>2^grade − 1.</summary>
    public static double Gain(float grade) =>
        IsTabled(grade) ? (1 << (int)grade) - 1 : Math.Pow(2, grade) - 1;

    /// <summary>1 / log2(position + 2) for a position counted from 0.</summary>
    public static double Discount(int position) => position < TableDepth ? Discounts[position] : 1 / Math.Log2(position + 2);
}
