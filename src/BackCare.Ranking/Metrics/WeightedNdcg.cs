using System.Buffers;
using BackCare.Ranking.Data;

namespace BackCare.Ranking.Metrics;

/// <summary>NDCG from biased responses: what a ranker's order finds of the weighted gains, over what the best order would find, both summed over groups.</summary>
/// <remarks>
/// A group's found gain is Σ weight × (2^grade − 1) × discount of its new rank. With inverse propensities as weights its expectation is the DCG had every position been
/// examined (Agarwal, Takatsu, Zaitsev and Joachims, "A general framework for counterfactual learning-to-rank", SIGIR 2019, section 3).
/// Sums are divided, not each group: dividing group by group would cancel the weight of a lone click. The divisor does not depend on the ranker, so
/// differences of two rankers stay unbiased up to one positive factor. Tied scores share the mean gain of their block, as in <see cref="Ndcg"/>.
/// </remarks>
public static class WeightedNdcg
{
    /// <summary>Found and ideal gains of every group.</summary>
    /// <param name="depth">Depth in positions, at least 1.</param>
    /// <param name="data">Graded groups; without weights every row weighs 1.</param>
    /// <param name="scores">One score a row, higher is better.</param>
    /// <exception cref="ArgumentException">There is not one score a row, or the depth is below 1.</exception>
    public static WeightedGains Evaluate(int depth, RankingData data, ReadOnlySpan<double> scores)
    {
        ArgumentNullException.ThrowIfNull(data);
        float[] worth = new float[data.Rows];
        for (int row = 0; row < worth.Length; row++)
            worth[row] = (float)(Ndcg.Gain(data.Grades[row]) * (data.Weights.IsEmpty ? 1 : data.Weights[row]));
        return Evaluate(depth, data.GroupStarts, worth, scores);
    }

    /// <summary>Found and ideal gains of every group, for rows of any worth.</summary>
    /// <param name="depth">Depth in positions, at least 1.</param>
    /// <param name="groupStarts">First row of each group and, last, the number of rows.</param>
    /// <param name="worth">Weighted gain of each row, at least 0.</param>
    /// <param name="scores">One score a row, higher is better.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together, or the depth is below 1.</exception>
    public static WeightedGains Evaluate(int depth, ReadOnlySpan<int> groupStarts, ReadOnlySpan<float> worth, ReadOnlySpan<double> scores)
    {
        Relevance.CheckDepth(depth);
        if (scores.Length != worth.Length)
            throw new ArgumentException($"There are {worth.Length} rows but {scores.Length} scores; give one score per row.", nameof(scores));
        if (groupStarts.Length < 1 || groupStarts[0] != 0 || groupStarts[^1] != worth.Length)
            throw new ArgumentException($"Group starts must run from 0 to the number of rows, {worth.Length}.", nameof(groupStarts));
        double[] found = new double[groupStarts.Length - 1], ideal = new double[found.Length];
        for (int group = 0; group < found.Length; group++)
        {
            Range rows = groupStarts[group]..groupStarts[group + 1];
            if (worth[rows].ContainsAnyExcept(0f))
                (found[group], ideal[group]) = OfGroup(depth, worth[rows], scores[rows]);
        }

        return new WeightedGains(found, ideal);
    }

    private static (double Found, double Ideal) OfGroup(int depth, ReadOnlySpan<float> worth, ReadOnlySpan<double> scores)
    {
        double found = 0, ideal = 0;
        using (RankedGroup ranked = RankedGroup.Of(worth, scores))
        {
            int last = Math.Min(depth, worth.Length);
            for (int start = 0, end; start < last; start = end)
            {
                end = ranked.BlockEnd(start);
                double gain = 0, discount = 0;
                for (int p = start; p < end; p++)
                    gain += ranked.Grades[p];
                for (int p = start; p < Math.Min(end, last); p++)
                    discount += Ndcg.Discount(p);
                found += gain / (end - start) * discount;
            }
        }

        float[] rented = ArrayPool<float>.Shared.Rent(worth.Length);
        Span<float> best = rented.AsSpan(0, worth.Length);
        worth.CopyTo(best);
        RankedGroup.SortDescending(best);
        for (int p = 0; p < Math.Min(depth, best.Length); p++)
            ideal += best[p] * Ndcg.Discount(p);
        ArrayPool<float>.Shared.Return(rented);
        return (found, ideal);
    }
}

/// <summary>Weighted gains of the groups of a data set under one ranker.</summary>
/// <param name="Found">What the order finds, one a group; 0 where nothing is relevant.</param>
/// <param name="Ideal">What the best order would find, one a group; the same for every ranker.</param>
public sealed record WeightedGains(IReadOnlyList<double> Found, IReadOnlyList<double> Ideal)
{
    /// <summary>Σ found / Σ ideal, in [0, 1]; NaN when nothing is relevant.</summary>
    public double Ratio => Found.Sum() / Ideal.Sum();

    /// <summary>The ratio with its bootstrap interval over groups.</summary>
    public Interval Interval(BootstrapOptions options) => RatioBootstrap.Of([.. Found], [.. Ideal], options);

    /// <summary>The ratio over some groups.</summary>
    public WeightedGains Of(IReadOnlyList<int> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return new WeightedGains([.. groups.Select(group => Found[group])], [.. groups.Select(group => Ideal[group])]);
    }

    /// <summary>Paired difference of this ranker's ratio to another's on the same groups.</summary>
    /// <exception cref="ArgumentException">The other was measured on other groups.</exception>
    public Interval Over(WeightedGains other, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Found.Count != Found.Count)
            throw new ArgumentException($"{Found.Count} and {other.Found.Count} groups cannot be paired; measure both rankers on the same data.", nameof(other));
        return RatioBootstrap.Of([.. Found.Zip(other.Found, (own, theirs) => own - theirs)], [.. Ideal], options);
    }
}
