using BackCare.Domain.Learn.TrainingSets;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>What lists are like beyond being right.</summary>
/// <param name="Coverage">Share of the products on the measured lists that come to the top of at least one, in [0, 1].</param>
/// <param name="Diversity">Mean unlikeness of two products of one top, in [0, 1]; NaN when likeness is not known.</param>
/// <param name="Novelty">Mean −log2 of the share that a top product has among all responses of the training part, in bits: high when the top is not what everybody takes anyway.</param>
public sealed record ListQuality(double Coverage, double Diversity, double Novelty)
{
    /// <summary>How many products the top of a list has.</summary>
    public const int Top = 5;

    /// <summary>Measures the tops of the lists that a ranker would order.</summary>
    /// <param name="train">What popularity is counted on.</param>
    /// <param name="measured">Shown lists.</param>
    /// <param name="scores">One a row; ties by product id.</param>
    /// <param name="likeness">Likeness of two products in [0, 1]; null when not known.</param>
    public static ListQuality Of(TrainingSet train, TrainingSet measured, IReadOnlyList<double> scores, Func<string, string, double>? likeness)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(scores);
        Dictionary<string, int> responses = train.Groups.SelectMany(group => group.Items).Where(item => item.Grade > 0)
            .GroupBy(item => item.ProductId, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
        double all = responses.Values.Sum() + 1;
        HashSet<string> shown = new(StringComparer.Ordinal), top = new(StringComparer.Ordinal);
        double unlike = 0, bits = 0;
        int pairs = 0, places = 0;
        for (int group = 0; group < measured.Groups.Count; group++)
        {
            int start = measured.Data.GroupStarts[group];
            IReadOnlyList<TrainingItem> items = measured.Groups[group].Items;
            string[] best = [.. Enumerable.Range(0, items.Count).OrderByDescending(i => scores[start + i]).ThenBy(i => items[i].ProductId, StringComparer.Ordinal)
                .Take(Top).Select(i => items[i].ProductId)];
            shown.UnionWith(items.Select(item => item.ProductId));
            top.UnionWith(best);
            for (int i = 0; i < best.Length; i++)
            {
                bits -= Math.Log2((responses.GetValueOrDefault(best[i]) + 1) / all);
                places++;
                for (int j = 0; j < i && likeness is not null; j++)
                {
                    unlike += 1 - likeness(best[i], best[j]);
                    pairs++;
                }
            }
        }

        return new ListQuality(shown.Count == 0 ? double.NaN : (double)top.Count / shown.Count, pairs == 0 ? double.NaN : unlike / pairs, places == 0 ? double.NaN : bits / places);
    }
}
