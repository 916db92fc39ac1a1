using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.MLNet;

public sealed class StagedMetricTests
{
    // One group of three rows x = 0, 1, 2 with grades 2, 1, 0. Tree 1 lifts row 0; tree 2 sorts all; trees 3 to 6 turn the order round bit by bit.
    private static readonly RankingData Data = new(new FeatureMatrix(3, 1, [0, 1, 2]), [2, 1, 0], [0, 3]);

    [Fact]
    public void Without_early_stopping_every_tree_is_kept_and_measured()
    {
        (int kept, IReadOnlyList<TrainingProgress> curve) = Measure(new TrainerOptions { Trees = 6, MeasureTraining = true }, Data);

        Assert.Equal(6, kept);
        Assert.Equal([1, 2, 3, 4, 5, 6], curve.Select(stage => stage.Iteration));
        Assert.Equal(1, curve[1].TrainMetric);
        Assert.Equal(curve.Select(stage => stage.TrainMetric), curve.Select(stage => stage.ValidationMetric));
    }

    [Fact]
    public void Early_stopping_keeps_the_best_tree_and_ends_so_many_trees_after_it()
    {
        (int kept, IReadOnlyList<TrainingProgress> curve) = Measure(new TrainerOptions { Trees = 6, EarlyStoppingRounds = 2 }, Data);

        Assert.Equal(2, kept);
        Assert.Equal(4, curve.Count);
    }

    [Fact]
    public void With_the_counterfactual_objective_an_ndcg_is_weighted_by_what_each_response_is_worth()
    {
        // Row 0 is worth 2 · 1, row 1 is worth 1 · 4: after tree 1 (row 0 alone in front) DCG is 2 + 4 (1/log2(3) + 1/2)/2 of 4 + 2/log2(3).
        RankingData weighted = new(Data.Features, Data.Grades, Data.GroupStarts, [1, 4, 1]);

        (_, IReadOnlyList<TrainingProgress> curve) = Measure(new TrainerOptions { Trees = 6, Objective = LambdaObjective.Counterfactual }, weighted);

        double third = 1 / Math.Log2(3);
        Assert.Equal((2 + 4 * (third + 0.5) / 2) / (4 + 2 * third), curve[0].ValidationMetric!.Value, precision: 12);
    }

    [Fact]
    public void Progress_is_told_of_every_measured_tree()
    {
        List<TrainingProgress> told = [];

        (_, IReadOnlyList<TrainingProgress> curve) = Measure(new TrainerOptions { Trees = 6 }, null, new Listener(told));

        Assert.Equal(curve, told);
        Assert.All(told, stage => Assert.Null(stage.ValidationMetric));
    }

    private static (int, IReadOnlyList<TrainingProgress>) Measure(TrainerOptions options, RankingData? validation, IProgress<TrainingProgress>? progress = null) =>
        StagedMetric.Measure(
            FlatForest.FromTrees(["x"], ["[0:2]"], [Split(0, 1, 0), Split(1, 1, 0), Split(1, -3, 0), Split(0, -3, 0), Split(0, -1, 0), Split(0, -1, 0)]),
            Data, validation, options, progress, CancellationToken.None);

    private static RegressionTree Split(double threshold, double left, double right)
    {
        TreeBuilder builder = new(2);
        builder.Split(0, 0, threshold, MissingType.None, false, 1);
        builder.SetLeafValue(0, left);
        builder.SetLeafValue(1, right);
        return builder.Build();
    }

    private sealed class Listener(List<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add(value);
    }
}
