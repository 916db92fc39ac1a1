namespace BackCare.Domain.Learn.Drift;

/// <summary>How far a distribution has moved.</summary>
public enum DriftLevel
{
    /// <summary>No more than chance or habit explains.</summary>
    Stable,

    /// <summary>Worth a look.</summary>
    Moderate,

    /// <summary>The model now reads other numbers than it was trained on.</summary>
    Major,
}

/// <summary>How far one model input has moved from its reference.</summary>
/// <param name="Name">The input.</param>
/// <param name="Psi">Population stability index: Σ (actual − expected) ln(actual / expected) over bins and the missing share.</param>
/// <param name="Ks">Kolmogorov–Smirnov distance: the largest difference of the two distribution functions at the bins' edges, over known values.</param>
/// <param name="KsThreshold">What <paramref name="Ks"/> must exceed to count: the 1 % critical value, and never less than <see cref="SmallestKs"/>.</param>
/// <param name="MissingExpected">Share of missing values in the reference.</param>
/// <param name="MissingActual">Share of missing values now.</param>
/// <param name="Rows">Rows compared.</param>
public sealed record InputDrift(string Name, double Psi, double Ks, double KsThreshold, double MissingExpected, double MissingActual, int Rows)
{
    /// <summary>From here on a move is worth a look, and from <see cref="MajorPsi"/> on it is major: the customary bounds of credit scoring
    /// (Siddiqi, "Credit Risk Scorecards", 2006).</summary>
    public const double ModeratePsi = 0.1;

    /// <summary>From here on a move is major.</summary>
    public const double MajorPsi = 0.25;

    /// <summary>With many rows any difference is significant; a smaller one than this does not matter.</summary>
    public const double SmallestKs = 0.1;

    // √(−ln(0.01 / 2) / 2): the asymptotic two-sample value for 1 %.
    private const double OnePerCent = 1.6276;

    /// <summary>How far it has moved: major by PSI alone, moderate by either.</summary>
    public DriftLevel Level => Psi >= MajorPsi ? DriftLevel.Major : Psi >= ModeratePsi || Ks > KsThreshold ? DriftLevel.Moderate : DriftLevel.Stable;

    /// <summary>Compares values with a reference.</summary>
    /// <remarks>Half a row is added to every bin on both sides, so that an empty bin counts as rare and not as impossible.</remarks>
    /// <param name="reference">What was expected.</param>
    /// <param name="values">What is seen now; NaN is missing.</param>
    public static InputDrift Of(InputReference reference, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(reference);
        int bins = reference.Edges.Count;
        double[] counts = new double[bins + 1];
        foreach (float value in values)
            counts[float.IsNaN(value) || bins == 0 ? bins : reference.BinOf(value)]++;
        double[] expected = [.. reference.Shares.Select(share => share * reference.Rows), reference.Missing * reference.Rows];
        double psi = 0;
        for (int bin = 0; bin <= bins; bin++)
        {
            double was = (expected[bin] + 0.5) / (reference.Rows + 0.5 * (bins + 1)), now = (counts[bin] + 0.5) / (values.Length + 0.5 * (bins + 1));
            psi += values.Length == 0 || reference.Rows == 0 ? 0 : (now - was) * Math.Log(now / was);
        }

        double knownBefore = expected[..bins].Sum(), knownNow = counts[..bins].Sum();
        return new InputDrift(
            reference.Name, psi, Distance(expected.AsSpan(0, bins), knownBefore, counts.AsSpan(0, bins), knownNow),
            Math.Max(SmallestKs, OnePerCent * Math.Sqrt((knownBefore + knownNow) / Math.Max(1, knownBefore * knownNow))),
            reference.Missing, values.Length == 0 ? 0 : counts[bins] / values.Length, values.Length);
    }

    private static double Distance(ReadOnlySpan<double> before, double knownBefore, ReadOnlySpan<double> now, double knownNow)
    {
        if (knownBefore == 0 || knownNow == 0)
            return 0;
        double sumBefore = 0, sumNow = 0, largest = 0;
        for (int bin = 0; bin < before.Length; bin++)
        {
            sumBefore += before[bin] / knownBefore;
            sumNow += now[bin] / knownNow;
            largest = Math.Max(largest, Math.Abs(sumBefore - sumNow));
        }

        return largest;
    }
}
