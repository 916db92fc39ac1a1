using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>Rows of neighbouring predictions: what was expected of them and what came.</summary>
/// <param name="Predicted">Mean predicted responses per look.</param>
/// <param name="Observed">Responses per look that came, with its interval over groups.</param>
/// <param name="Rows">Rows in the bin.</param>
public sealed record CalibrationBin(double Predicted, Interval Observed, int Rows);

/// <summary>Whether predicted response rates come true on groups that took no part in fitting them.</summary>
/// <param name="Bins">By rising prediction.</param>
/// <param name="Error">Mean |predicted − observed| over bins, weighted by rows (expected calibration error).</param>
public sealed record CalibrationCurve(IReadOnlyList<CalibrationBin> Bins, double Error)
{
    private const int BinsWanted = 10;

    /// <summary>Measures the model on other groups.</summary>
    /// <param name="measured">Groups with an examination curve.</param>
    /// <param name="scores">One a row.</param>
    /// <param name="model">Fitted on other groups.</param>
    /// <param name="reward">Reward of a shown item, the one the model was fitted to.</param>
    /// <param name="bootstrap">How intervals are drawn.</param>
    public static CalibrationCurve Of(
        TrainingSet measured, IReadOnlyList<double> scores, ResponseModel model, Func<TrainingItem, double> reward, BootstrapOptions bootstrap)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(model);
        (double Predicted, double Looks, double Reward)[] rows = [.. measured.Groups.SelectMany(group => group.Items)
            .Zip(scores, (item, score) => (model.At(score), 1 / (measured.Examination?.Weight(item.Position) ?? 1), reward(item))).OrderBy(row => row.Item1)];
        List<CalibrationBin> bins = [];
        int size = Math.Max(1, (rows.Length + BinsWanted - 1) / BinsWanted);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            end = Math.Min(start + size, rows.Length);
            while (end < rows.Length && rows[end].Predicted == rows[end - 1].Predicted)
                end++;
            (double Predicted, double Looks, double Reward)[] bin = rows[start..end];
            WeightedGains rate = new([.. bin.Select(row => row.Reward)], [.. bin.Select(row => row.Looks)]);
            bins.Add(new CalibrationBin(bin.Sum(row => row.Predicted * row.Looks) / bin.Sum(row => row.Looks), rate.Interval(bootstrap), bin.Length));
        }

        return new CalibrationCurve(bins, bins.Sum(bin => bin.Rows * Math.Abs(bin.Predicted - bin.Observed.Estimate)) / Math.Max(1, rows.Length));
    }
}
