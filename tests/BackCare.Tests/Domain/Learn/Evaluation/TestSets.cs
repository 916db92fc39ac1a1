using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Recommend;
using BackCare.Ranking.Data;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Tests.Domain.Learn.Evaluation;

/// <summary>Sets written item by item, rows in the order of positions, feature 0 the product's number.</summary>
internal static class TestSets
{
    public static readonly ExaminationCurve Inverse = ExaminationCurve.Smoothed([1, 0.5, 1.0 / 3, 0.25], [1, 1, 1, 1], new ExaminationOptions { PseudoClicks = 0 });

    public static TrainingItem Item(string product, int position, float grade = 0, double propensity = 1, bool pinned = false) =>
        new(product, position, propensity, 0, grade, grade > 0, false, pinned);

    public static TrainingGroup Group(string id, TrainingItem[] items, bool randomised = true, string[]? regions = null) => new()
    {
        ListId = id,
        ServedUtc = ServedLists.Noon,
        ShopperId = id,
        SymptomIds = ["heel_pain"],
        RegionIds = regions ?? ["foot"],
        Model = new RankerIdentity("knowledge", "1"),
        Simulated = false,
        Explored = false,
        Randomised = randomised,
        Items = items,
    };

    public static TrainingSet Set(params TrainingGroup[] groups) => Set(["first"], null, groups);

    public static TrainingSet Set(string[] names, float[][]? columns, params TrainingGroup[] groups)
    {
        TrainingItem[] items = [.. groups.SelectMany(group => group.Items)];
        FeatureMatrix matrix = FeatureMatrix.OverColumns(items.Length, columns ?? [[.. items.Select((_, row) => (float)row)]], names);
        return new TrainingSet(new RankingData(matrix, [.. items.Select(item => item.Grade)], RankingData.StartsFromSizes([.. groups.Select(group => group.Items.Count)])), groups).Weighted(Inverse);
    }
}
