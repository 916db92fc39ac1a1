using BackCare.Ranking.OffPolicy;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>The three parts of a training set, weighted by the examination that the training part alone tells.</summary>
/// <param name="Train">Groups with an order to learn, the earliest.</param>
/// <param name="Validation">Groups with an order, those after them: early stopping watches these.</param>
/// <param name="Test">All groups of the latest part, those nobody responded to included: off-policy values need them.</param>
/// <param name="Split">Which groups of the whole these are, before those without an order were taken out.</param>
public sealed record TrainingParts(TrainingSet Train, TrainingSet Validation, TrainingSet Test, TimeSplit Split)
{
    /// <summary>Cuts a set in time and weights it.</summary>
    /// <returns>Null with the reason when there is too little to cut.</returns>
    public static (TrainingParts? Parts, string? Refusal) Of(TrainingSet set, TimeSplitOptions split, ExaminationOptions examination)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (TimeSplit.Of(set.Groups, split) is not { } cut)
            return (null, $"{set.Groups.Count} served lists cannot be cut into training, validation and test with no shopper in two of them; collect more lists.");
        ExaminationCurve curve = ExaminationCounts.CurveOf([.. cut.Train.Select(group => set.Groups[group])], examination);
        TrainingSet weighted = set.Weighted(curve);
        TrainingSet? train = Positive(weighted, cut.Train), validation = Positive(weighted, cut.Validation);
        if (train is null || validation is null)
            return (null, $"No shopper responded to any of the {(train is null ? cut.Train.Count : cut.Validation.Count)} lists of the {(train is null ? "training" : "validation")} part, so there is no order to learn from; collect more events.");
        if (Positive(weighted, cut.Test) is null)
            return (null, $"No shopper responded to any of the {cut.Test.Count} lists of the test part, so no model can be measured; collect more events.");
        return (new TrainingParts(train, validation, weighted.Take(cut.Test), cut), null);
    }

    private static TrainingSet? Positive(TrainingSet set, IReadOnlyList<int> groups)
    {
        int[] kept = [.. groups.Where(group => TrainingSet.HasPositive(set.Groups[group]))];
        return kept.Length == 0 ? null : set.Take(kept);
    }
}
