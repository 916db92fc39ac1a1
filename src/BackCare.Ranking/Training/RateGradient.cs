using System.Runtime.Intrinsics;

namespace BackCare.Ranking.Training;

/// <summary>Pushes of <see cref="LambdaObjective.Rate"/>: what a row earned less what its look was expected to earn.</summary>
/// <remarks>A row with grade y, weight w and score s was looked at 1 / w times and is expected to earn m = level · e^s / w, where one level makes the expectations of all rows add up to all
/// grades. The loss is the Poisson one, m − y ln m, profiled over the level: its derivatives are m − y and, the level held, m. Adding a number to every score changes nothing.
/// Only additions, multiplications and divisions in a fixed order: the same bits on every processor.</remarks>
public static class RateGradient
{
    private const int Lanes = PairwiseKernel.Lanes;

    // Beyond this e^s would drown every other row; no sum of leaves comes near it.
    private const double LargestScore = 300;

    /// <summary>Σ grade and Σ e^score / weight over some rows.</summary>
    /// <param name="scores">Current scores.</param>
    /// <param name="grades">What each row earned, at least 0.</param>
    /// <param name="weights">One over the looks of each row; empty: every row was looked at once.</param>
    public static (double Earned, double Relative) Sums(ReadOnlySpan<double> scores, ReadOnlySpan<float> grades, ReadOnlySpan<float> weights)
    {
        double earned = 0, relative = 0;
        for (int row = 0; row < scores.Length; row += Lanes)
        {
            int count = Math.Min(Lanes, scores.Length - row);
            Vector512<double> each = Relative(scores.Slice(row, count), weights.IsEmpty ? [] : weights.Slice(row, count));
            for (int lane = 0; lane < count; lane++)
            {
                earned += grades[row + lane];
                relative += each[lane];
            }
        }

        return (earned, relative);
    }

    /// <summary>Writes the gradient and hessian of every row.</summary>
    /// <param name="scores">Current scores.</param>
    /// <param name="grades">What each row earned.</param>
    /// <param name="weights">One over the looks of each row; empty: every row was looked at once.</param>
    /// <param name="level">What one look at a row of score 0 is expected to earn: the quotient of the <see cref="Sums"/> of all rows.</param>
    /// <param name="scale">Factor on both, above 0.</param>
    /// <param name="gradient">Receives the push on each row; positive lifts it.</param>
    /// <param name="hessian">Receives each row's second derivative, at least 0.</param>
    public static void ForRows(
        ReadOnlySpan<double> scores, ReadOnlySpan<float> grades, ReadOnlySpan<float> weights, double level, double scale, Span<double> gradient, Span<double> hessian)
    {
        for (int row = 0; row < scores.Length; row += Lanes)
        {
            int count = Math.Min(Lanes, scores.Length - row);
            Vector512<double> expected = level * Relative(scores.Slice(row, count), weights.IsEmpty ? [] : weights.Slice(row, count));
            for (int lane = 0; lane < count; lane++)
            {
                gradient[row + lane] = scale * (grades[row + lane] - expected[lane]);
                hessian[row + lane] = scale * expected[lane];
            }
        }
    }

    private static Vector512<double> Relative(ReadOnlySpan<double> scores, ReadOnlySpan<float> weights)
    {
        Span<double> score = stackalloc double[Lanes], weight = stackalloc double[Lanes];
        score.Clear();
        weight.Fill(1);
        scores.CopyTo(score);
        for (int lane = 0; lane < weights.Length; lane++)
            weight[lane] = weights[lane];
        Vector512<double> bounded = Vector512.Min(Vector512.Max(Vector512.Create<double>(score), Vector512.Create(-LargestScore)), Vector512.Create(LargestScore));
        return Exponential.Of(bounded) / Vector512.Create<double>(weight);
    }
}
