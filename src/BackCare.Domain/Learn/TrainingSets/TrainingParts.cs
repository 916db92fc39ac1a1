using BackCare.Ranking.OffPolicy;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>The three parts of a training set, weighted by the examination that the training part alone tells.</summary>
/// <remarks>Groups that nobody responded to are in every part: they tell no order, but how often a look ends in a response.</remarks>
/// <param name="Train">The earliest groups.</param>
/// <param name="Validation">Those after them: early stopping watches these.</param>
/// <param name="Test">The latest: nothing but the evaluation sees them.</param>
/// <param name="Split">Which groups of the whole these are.</param>
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
        TrainingParts parts = new(weighted.Take(cut.Train), weighted.Take(cut.Validation), weighted.Take(cut.Test), cut);
        foreach ((string name, TrainingSet part) in new[] { ("training", parts.Train), ("validation", parts.Validation), ("test", parts.Test) })
        {
            if (part.Responses == 0)
                return (null, $"No shopper responded to any of the {part.Groups.Count} lists of the {name} part, so there is no order to learn from or to measure; collect more events.");
        }

        return (parts, null);
    }
}
