namespace BackCare.Domain.Learn.Reports;

/// <summary>How a feature's contribution to the score follows its value, over sampled rows.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Points">Value and contribution of each sampled row whose value is not missing.</param>
/// <param name="Bins">Means over bins of about equally many rows; equal values share a bin.</param>
/// <param name="Missing">Mean contribution of rows whose value is missing; NaN when there is none.</param>
public sealed record DependenceCurve(
    string Feature, IReadOnlyList<(double Value, double Contribution)> Points, IReadOnlyList<DependenceBin> Bins, double Missing)
{
    private const int BinsWanted = 10;

    /// <summary>Builds the curve from one feature's values and contributions, one a row.</summary>
    public static DependenceCurve Of(string feature, IReadOnlyList<float> values, IReadOnlyList<double> contributions)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(contributions);
        (double Value, double Contribution)[] points =
            [.. values.Zip(contributions).Where(pair => float.IsFinite(pair.First)).Select(pair => ((double)pair.First, pair.Second)).Order()];
        double missing = values.Zip(contributions).Where(pair => float.IsNaN(pair.First)).Select(pair => pair.Second).DefaultIfEmpty(double.NaN).Average();
        return new DependenceCurve(feature, points, Binned(points), missing);
    }

    private static List<DependenceBin> Binned((double Value, double Contribution)[] points)
    {
        List<DependenceBin> bins = [];
        int size = Math.Max(1, (points.Length + BinsWanted - 1) / BinsWanted);
        for (int start = 0, end; start < points.Length; start = end)
        {
            end = Math.Min(start + size, points.Length);
            while (end < points.Length && points[end].Value == points[end - 1].Value)
                end++;
            bins.Add(new DependenceBin(
                points[start].Value, points[end - 1].Value, points[start..end].Average(p => p.Value), points[start..end].Average(p => p.Contribution), end - start));
        }
        return bins;
    }
}

/// <summary>Rows with neighbouring values of a feature.</summary>
/// <param name="From">Smallest value.</param>
/// <param name="To">Largest value.</param>
/// <param name="MeanValue">Mean value.</param>
/// <param name="MeanContribution">Mean contribution to the score, in units of the score.</param>
/// <param name="Rows">Number of rows.</param>
public sealed record DependenceBin(double From, double To, double MeanValue, double MeanContribution, int Rows);
