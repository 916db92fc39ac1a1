using BackCare.Ranking.OffPolicy;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>Counts clicks by what was shown and where, to tell how much of a click is the position's doing.</summary>
/// <remarks>One attraction is shared by what looks alike to the shopper: a product, for a symptom, ordered by the same model.</remarks>
public static class ExaminationCounts
{
    /// <summary>The examination curve of the positions of <paramref name="groups"/>.</summary>
    public static ExaminationCurve CurveOf(IReadOnlyList<TrainingGroup> groups, ExaminationOptions options)
    {
        IReadOnlyList<ClickCount> counts = Of(groups);
        return ExaminationCurve.Fit(counts, options);
    }

    /// <summary>Impressions and clicks per attraction and position; pinned items count as any other, a shopper cannot tell.</summary>
    public static IReadOnlyList<ClickCount> Of(IReadOnlyList<TrainingGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Dictionary<(string Product, string Symptom, string Model), int> attractions = [];
        Dictionary<(int Attraction, int Position), (int Shown, int Clicked)> counts = [];
        foreach (TrainingGroup group in groups)
        {
            string symptom = group.SymptomIds.Count > 0 ? group.SymptomIds[0] : "", model = group.Model.Version;
            foreach (TrainingItem item in group.Items)
            {
                if (!attractions.TryGetValue((item.ProductId, symptom, model), out int attraction))
                    attractions.Add((item.ProductId, symptom, model), attraction = attractions.Count);
                (int shown, int clicked) = counts.GetValueOrDefault((attraction, item.Position));
                counts[(attraction, item.Position)] = (shown + 1, clicked + (item.Clicked ? 1 : 0));
            }
        }

        return [.. counts.OrderBy(pair => pair.Key).Select(pair => new ClickCount(pair.Key.Attraction, pair.Key.Position, pair.Value.Shown, pair.Value.Clicked))];
    }
}
