using BackCare.Domain.Learn.TrainingSets;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>What a score means: the expected reward of a product once it is looked at, as a rising staircase over scores.</summary>
/// <remarks>Within a bin of scores the reward per look is Σ reward / Σ examination, the maximum-likelihood rate of the position-based model for small rates; bins that
/// fall are pooled. It is the reward model of the doubly robust estimator and what calibration is measured against.</remarks>
public sealed class ResponseModel
{
    private const int BinsWanted = 20;
    private const int FewestInBin = 100;

    private readonly double[] upper, rates;

    private ResponseModel(double[] upper, double[] rates) => (this.upper, this.rates) = (upper, rates);

    /// <summary>Fits the staircase.</summary>
    /// <param name="set">Groups with an examination curve, other ones than those the model is used on.</param>
    /// <param name="scores">One a row.</param>
    /// <param name="reward">Reward of a shown item, at least 0.</param>
    /// <exception cref="ArgumentException">The set is not weighted, or the scores are of other rows.</exception>
    public static ResponseModel Fit(TrainingSet set, IReadOnlyList<double> scores, Func<TrainingItem, double> reward)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(reward);
        if (set.Examination is not { } curve || scores.Count != set.Data.Rows)
            throw new ArgumentException($"A response model needs a weighted set and one score for each of its {set.Data.Rows} rows; {scores.Count} were given.", nameof(set));
        (double Score, double Looks, double Reward)[] rows = [.. set.Groups.SelectMany(group => group.Items)
            .Zip(scores, (item, score) => (score, 1 / curve.Weight(item.Position), reward(item))).OrderBy(row => row.score)];
        List<(double Upper, double Looks, double Reward)> bins = [];
        int size = Math.Max(FewestInBin, (rows.Length + BinsWanted - 1) / BinsWanted);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            end = Math.Min(start + size, rows.Length);
            while (end < rows.Length && rows[end].Score == rows[end - 1].Score)
                end++;
            (double Upper, double Looks, double Reward) bin = (rows[end - 1].Score, rows[start..end].Sum(row => row.Looks), rows[start..end].Sum(row => row.Reward));
            while (bins.Count > 0 && bins[^1].Reward * bin.Looks >= bin.Reward * bins[^1].Looks)
            {
                bin = (bin.Upper, bin.Looks + bins[^1].Looks, bin.Reward + bins[^1].Reward);
                bins.RemoveAt(bins.Count - 1);
            }

            bins.Add(bin);
        }

        return new ResponseModel([.. bins.Select(bin => bin.Upper)], [.. bins.Select(bin => bin.Reward / bin.Looks)]);
    }

    /// <summary>Expected reward per look at a product of this score.</summary>
    public double At(double score)
    {
        int bin = Array.BinarySearch(upper, score);
        return rates[Math.Min(bin >= 0 ? bin : ~bin, rates.Length - 1)];
    }
}
