namespace BackCare.Ranking.OffPolicy;

/// <summary>How the position-based model is fitted.</summary>
/// <param name="MaxIterations">At most this many EM iterations.</param>
/// <param name="Tolerance">Stops when no examination moved by more than this.</param>
/// <param name="PriorImpressions">Pseudo-impressions per item that pull its attraction to the mean attraction of what was shown; 0 is maximum likelihood, which takes an
/// item that was shown twice and clicked once for certain, and so tilts the curve when items are many.</param>
public sealed record PositionBiasOptions(int MaxIterations = 500, double Tolerance = 1e-6, double PriorImpressions = 0);

/// <summary>Fits the position-based click model by expectation-maximisation (Wang, Golbandi, Bendersky, Metzler and Najork, WSDM 2018, section 4.1).</summary>
/// <remarks>
/// An unclicked impression was examined but not attractive with probability θ(1 − γ) / (1 − θγ), and attractive but not examined with probability
/// (1 − θ)γ / (1 − θγ). Counts are aggregated per item and position, so an iteration costs one pass over the distinct pairs.
/// Positions that no clicked item links to position 1 cannot be compared with it and come back as NaN.
/// </remarks>
public static class PositionBiasEstimator
{
    /// <summary>Fits the model.</summary>
    /// <param name="counts">Aggregated impressions and clicks.</param>
    /// <param name="options">Iterations, tolerance, prior.</param>
    /// <exception cref="ArgumentException">No click at all, or a count out of range.</exception>
    public static PositionBiasModel Fit(IReadOnlyList<ClickCount> counts, PositionBiasOptions options)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(options);
        Check(counts);
        double[] examination = new double[counts.Max(count => count.Position)];
        double[] attraction = new double[counts.Max(count => count.Item) + 1];
        double clickRate = counts.Sum(count => count.Clicks) / counts.Sum(count => count.Impressions);
        Array.Fill(examination, 0.5);
        Array.Fill(attraction, Math.Min(0.5, 2 * clickRate));

        List<double> likelihood = [];
        for (int iteration = 0; iteration < options.MaxIterations; iteration++)
        {
            double moved = Step(counts, examination, attraction, options.PriorImpressions);
            likelihood.Add(LogLikelihood(counts, examination, attraction));
            if (moved <= options.Tolerance)
                break;
        }
        return Normalised(counts, examination, attraction, likelihood);
    }

    private static double Step(IReadOnlyList<ClickCount> counts, double[] examination, double[] attraction, double prior)
    {
        double[] examined = new double[examination.Length], shownAt = new double[examination.Length];
        double[] attracted = new double[attraction.Length], shown = new double[attraction.Length];
        Array.Fill(attracted, prior > 0 ? prior * MeanAttraction(counts, attraction) : 0);
        Array.Fill(shown, prior);
        foreach ((int item, int position, double impressions, double clicks) in counts)
        {
            double theta = examination[position - 1], gamma = attraction[item], missed = 1 - theta * gamma;
            double unclicked = missed > 0 ? (impressions - clicks) / missed : 0;
            examined[position - 1] += clicks + unclicked * theta * (1 - gamma);
            shownAt[position - 1] += impressions;
            attracted[item] += clicks + unclicked * gamma * (1 - theta);
            shown[item] += impressions;
        }
        double moved = 0;
        for (int p = 0; p < examination.Length; p++)
        {
            double next = shownAt[p] > 0 ? examined[p] / shownAt[p] : examination[p];
            moved = Math.Max(moved, Math.Abs(next - examination[p]));
            examination[p] = next;
        }
        for (int item = 0; item < attraction.Length; item++)
            attraction[item] = shown[item] > 0 ? attracted[item] / shown[item] : 0;
        return moved;
    }

    private static double MeanAttraction(IReadOnlyList<ClickCount> counts, double[] attraction)
    {
        double sum = 0, impressions = 0;
        foreach (ClickCount count in counts)
        {
            sum += count.Impressions * attraction[count.Item];
            impressions += count.Impressions;
        }

        return sum / impressions;
    }

    private static double LogLikelihood(IReadOnlyList<ClickCount> counts, double[] examination, double[] attraction)
    {
        double sum = 0;
        foreach ((int item, int position, double impressions, double clicks) in counts)
        {
            double click = examination[position - 1] * attraction[item];
            sum += clicks > 0 ? clicks * Math.Log(click) : 0;
            sum += impressions > clicks ? (impressions - clicks) * Math.Log(1 - click) : 0;
        }
        return sum;
    }

    private static PositionBiasModel Normalised(IReadOnlyList<ClickCount> counts, double[] examination, double[] attraction, List<double> likelihood)
    {
        bool[] linked = LinkedToFirst(counts, examination.Length, attraction.Length);
        double first = examination[0];
        return new PositionBiasModel(
            [.. examination.Select((theta, p) => linked[p] ? theta / first : double.NaN)],
            [.. attraction.Select(gamma => gamma * first)],
            likelihood);
    }

    /// <summary>Positions reachable from position 1 by items that were clicked somewhere and shown at both.</summary>
    private static bool[] LinkedToFirst(IReadOnlyList<ClickCount> counts, int positions, int items)
    {
        bool[] clicked = new bool[items], linkedItem = new bool[items], linked = new bool[positions];
        foreach (ClickCount count in counts)
            clicked[count.Item] |= count.Clicks > 0;
        linked[0] = true;
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach (ClickCount count in counts)
            {
                if (!clicked[count.Item] || linked[count.Position - 1] == linkedItem[count.Item])
                    continue;
                linked[count.Position - 1] = linkedItem[count.Item] = grew = true;
            }
        }
        return linked;
    }

    private static void Check(IReadOnlyList<ClickCount> counts)
    {
        foreach (ClickCount count in counts)
        {
            if (count.Item < 0 || count.Position < 1 || !(count.Impressions > 0) || !(count.Clicks >= 0) || count.Clicks > count.Impressions)
                throw new ArgumentException($"{count}: items count from 0, positions from 1, and clicks are at most the impressions.", nameof(counts));
        }
        if (!counts.Any(count => count.Clicks > 0 && count.Position == 1))
            throw new ArgumentException("Position 1 has no click, so no position can be compared with it; collect more clicks.", nameof(counts));
    }
}
