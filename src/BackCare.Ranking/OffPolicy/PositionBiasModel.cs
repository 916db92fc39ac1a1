namespace BackCare.Ranking.OffPolicy;

/// <summary>The position-based click model: a click needs an examined position and an attractive item, P(click) = examination[position] × attraction[item].</summary>
/// <param name="Examination">
/// Chance that a position is looked at, relative to position 1 (index 0), which is 1; only ratios can be learned from clicks.
/// NaN where the log cannot tell: no clicked item links the position to position 1.
/// </param>
/// <param name="Attraction">Chance that an examined item at position 1 is clicked, per item key.</param>
/// <param name="LogLikelihood">Log-likelihood after each iteration; never falls when the fit has no prior. Empty when it was not fitted by EM.</param>
public sealed record PositionBiasModel(
    IReadOnlyList<double> Examination, IReadOnlyList<double> Attraction, IReadOnlyList<double> LogLikelihood)
{
    /// <summary>Weight of a click at a position (1-based): the inverse of its examination, at most <paramref name="clip"/>.</summary>
    /// <exception cref="ArgumentException">The position is outside the model, or the log could not tell its examination.</exception>
    public double ClickWeight(int position, double clip = double.PositiveInfinity)
    {
        if (position < 1 || position > Examination.Count || double.IsNaN(Examination[position - 1]))
            throw new ArgumentException($"The examination of position {position} is not known; show items there by a randomised slot first.", nameof(position));
        return Math.Min(clip, 1 / Examination[position - 1]);
    }

    /// <summary>Examination from slots whose items were drawn at random: click rates of positions are then proportional to examination.</summary>
    /// <param name="impressions">Impressions per position in randomised slots.</param>
    /// <param name="clicks">Clicks per position, at most the impressions.</param>
    /// <returns>A model without attractions; NaN for a position without an impression or a click.</returns>
    /// <exception cref="ArgumentException">Lengths differ, clicks exceed impressions, or position 1 has no click.</exception>
    public static PositionBiasModel FromRandomisedSlots(IReadOnlyList<long> impressions, IReadOnlyList<long> clicks)
    {
        ArgumentNullException.ThrowIfNull(impressions);
        ArgumentNullException.ThrowIfNull(clicks);
        if (impressions.Count != clicks.Count || impressions.Count == 0)
            throw new ArgumentException("Give impressions and clicks for the same positions, at least one.", nameof(clicks));
        double[] rates = new double[impressions.Count];
        for (int p = 0; p < rates.Length; p++)
        {
            if (clicks[p] < 0 || clicks[p] > impressions[p])
                throw new ArgumentException($"Position {p + 1} has {clicks[p]} clicks on {impressions[p]} impressions.", nameof(clicks));
            rates[p] = clicks[p] == 0 ? double.NaN : clicks[p] / (double)impressions[p];
        }
        if (double.IsNaN(rates[0]))
            throw new ArgumentException("Position 1 has no click in a randomised slot, so nothing can be compared with it; collect more.", nameof(clicks));
        return new PositionBiasModel([.. rates.Select(rate => rate / rates[0])], [], []);
    }
}
