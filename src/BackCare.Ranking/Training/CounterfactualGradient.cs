using BackCare.Ranking.Data;

namespace BackCare.Ranking.Training;

/// <summary>Pushes of one query group when each row pushes by its own worth: the plain twin of <see cref="CounterfactualKernel"/>.</summary>
/// <remarks>See <see cref="LambdaObjective.Counterfactual"/>. For rows i and j, worth w, score distance d = s(i) − s(j) and change of discount Δ the loss is
/// Δ (w(i) ln(1 + e^(−σ d)) + w(j) ln(1 + e^(σ d))): least where d = ln(w(i) / w(j)) / σ, so rows end in the order of their expected worth.</remarks>
public static class CounterfactualGradient
{
    /// <summary>What a row pushes with: grade times weight. Not 2^grade − 1, the gain of <see cref="Metrics.Ndcg"/>: one purchase would then drown fifteen clicks, and the
    /// few purchases of a shop would make most of the noise; measured in docs/decisions/0051-counterfactual-objective.md.</summary>
    public static double Worth(RankingData data, int row)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Grades[row] * (data.Weights.IsEmpty ? 1.0 : data.Weights[row]);
    }

    /// <summary>Writes the gradient and hessian of every row.</summary>
    /// <param name="scores">Current scores.</param>
    /// <param name="worth">What each row pushes with, at least 0.</param>
    /// <param name="order">Row numbers by falling score: <c>order[0]</c> ranks first.</param>
    /// <param name="table">Discounts, truncation depth; covers the group's length.</param>
    /// <param name="sigma">Steepness of the logistic, above 0.</param>
    /// <param name="gradient">Receives the push on each row; positive lifts it.</param>
    /// <param name="hessian">Receives each row's second derivative, at least 0.</param>
    public static void ForQuery(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<double> worth,
        ReadOnlySpan<int> order,
        DcgTable table,
        double sigma,
        Span<double> gradient,
        Span<double> hessian)
    {
        ArgumentNullException.ThrowIfNull(table);
        gradient[..scores.Length].Clear();
        hessian[..scores.Length].Clear();
        for (int i = 0; i < scores.Length - 1 && i < table.Depth; i++)
        {
            for (int j = i + 1; j < scores.Length; j++)
            {
                int upper = order[i], lower = order[j];
                double both = worth[upper] + worth[lower];
                if (both == 0)
                    continue;
                double change = table.Discounts[i] - table.Discounts[j];
                double distance = Math.Clamp(sigma * (scores[upper] - scores[lower]), -LambdaGradient.LargestReach, LambdaGradient.LargestReach);
                double swapped = 1 / (1 + Math.Exp(distance));
                double push = sigma * change * (worth[upper] * swapped - worth[lower] * (1 - swapped));
                double curve = sigma * sigma * change * both * swapped * (1 - swapped);
                gradient[upper] += push;
                gradient[lower] -= push;
                hessian[upper] += curve;
                hessian[lower] += curve;
            }
        }
    }
}
