using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Recommend;
using BackCare.Ranking.Data;
using BackCare.Ranking.OffPolicy;
using BackCare.Ranking.Randomness;

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

    /// <summary>Lists of four products in random order; what the shopper wants is column 1, what the prior says is column 0, which knows half of it.</summary>
    public static TrainingSet Lists(int count, int seed)
    {
        SplitMix64 random = new((ulong)seed);
        List<TrainingGroup> groups = [];
        List<float> prior = [], wanted = [];
        for (int list = 0; list < count; list++)
        {
            List<TrainingItem> items = [];
            for (int position = 1; position <= 4; position++)
            {
                double want = random.NextDouble(), noise = random.NextDouble();
                prior.Add((float)(0.5 * want + 0.5 * noise));
                wanted.Add((float)want);
                bool click = random.NextBool(1.0 / position) && random.NextBool(want * want);
                items.Add(Item($"p{random.NextIndex(30)}-{position}", position, click ? 1 : 0, 0.25));
            }

            groups.Add(Group($"s{seed}-{list:0000}", [.. items], regions: [list % 2 == 0 ? "foot" : "knee"]));
        }

        return Set([TrainingPlan.Prior, "wanted"], [[.. prior], [.. wanted]], [.. groups]);
    }

    /// <summary>Such lists in three parts.</summary>
    public static TrainingParts Parts() => new(Lists(800, 1), Lists(400, 2), Lists(500, 3), new TimeSplit([], [], [], 0));
}
