using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class LambdaMartTests
{
    private static readonly TrainerOptions Small = new() { Trees = 15, Leaves = 8, MinDataInLeaf = 5, Threads = 1 };

    [Fact]
    public void One_tree_of_two_leaves_is_what_a_hand_gets()
    {
        // Two groups of grades 0, 1 where the feature tells them apart: every push is p = (1 - 1/log2 3) / 2, every hessian p / 2,
        // so the leaves are -+ 2p / p = -+2, times the learning rate.
        RankingData data = new(new FeatureMatrix(4, 1, [1f, 2f, 1f, 2f]), [0, 1, 0, 1], [0, 2, 4]);

        RegressionTree tree = Train(data, new TrainerOptions { Trees = 1, Leaves = 2, MinDataInLeaf = 1, Normalise = false, MinDataInBin = 1 }).Forest.Trees[0];

        Assert.Equal([0], tree.SplitFeature);
        Assert.Equal(1.5, tree.Threshold[0], 1e-12);
        Assert.Equal([-0.2, 0.2], tree.LeafValue, (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([2, 2], tree.LeafCount);
        double push = 0.5 * (1 - 1 / Math.Log2(3));
        Assert.Equal(push, tree.LeafWeight[0], 1e-12);
        Assert.Equal(2 * (2 * push) * (2 * push) / push, tree.SplitGain[0], 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.6, 0.5)]
    public void The_model_is_the_same_byte_for_byte_at_any_number_of_threads_and_on_every_run(double bagging, double features)
    {
        RankingData data = GradedExamples.Make(600, 11, 1, withMissing: true), held = GradedExamples.Make(50, 11, 2, withMissing: true);
        TrainerOptions options = Small with { Leaves = 31, BaggingFraction = bagging, BaggingFrequency = 1, FeatureFraction = features };

        string[] models = [.. new[] { 1, 2, 4, 1, 3 }.Select(threads => Text(Train(data, options with { Threads = threads }, held)))];

        Assert.All(models, model => Assert.Equal(models[0], model));
    }

    [Fact]
    public void Training_learns_an_order_that_holds_on_other_groups()
    {
        RankingData data = GradedExamples.Make(300, 6, 3), held = GradedExamples.Make(100, 6, 4);

        TrainedModel model = Train(data, Small with { Trees = 60 });

        Assert.InRange(MeanNdcg(held, Scores(model.Forest, held)), 0.93, 1);
        Assert.InRange(MeanNdcg(held, new double[held.Rows]), 0, 0.75);
    }

    [Fact]
    public void Training_measures_the_same_scores_that_the_model_gives_afterwards()
    {
        RankingData data = GradedExamples.Make(120, 5, 5, withMissing: true), held = GradedExamples.Make(60, 5, 6, withMissing: true);
        TrainerOptions options = Small with { MeasureTraining = true, BaggingFraction = 0.7, BaggingFrequency = 2 };

        TrainedModel model = Train(data, options, held);

        Assert.Equal(MeanNdcg(data, Scores(model.Forest, data)), model.LearningCurve[^1].TrainMetric!.Value, 1e-12);
        Assert.Equal(MeanNdcg(held, Scores(model.Forest, held)), model.LearningCurve[^1].ValidationMetric!.Value, 1e-12);
    }

    [Fact]
    public void Every_leaf_keeps_the_rows_and_hessian_asked_for_and_trees_keep_their_size()
    {
        RankingData data = GradedExamples.Make(200, 6, 7);
        TrainerOptions options = Small with { Leaves = 12, MinDataInLeaf = 25, MinHessianInLeaf = 2, MaxDepth = 4 };

        TrainedModel model = Train(data, options);

        foreach (RegressionTree tree in model.Forest.Trees)
        {
            Assert.InRange(tree.Leaves, 2, 12);
            Assert.All(tree.LeafCount, count => Assert.True(count >= 25));
            Assert.All(tree.LeafWeight, weight => Assert.True(weight >= 2));
            Assert.Equal(data.Rows, tree.LeafCount.Sum());
            Assert.InRange(DepthUnder(tree, 0), 1, 4);
        }
    }

    [Fact]
    public void Leaf_counts_and_node_counts_agree_with_where_the_rows_go()
    {
        RankingData data = GradedExamples.Make(150, 4, 8, withMissing: true);
        RegressionTree tree = Train(data, Small with { Leaves = 20, Trees = 3 }).Forest.Trees[2];
        int[] counts = new int[tree.Leaves];
        float[] row = new float[4];
        for (int r = 0; r < data.Rows; r++)
        {
            data.Features.CopyRow(r, row);
            counts[tree.LeafOf(row)]++;
        }

        Assert.Equal(tree.LeafCount, counts);
        Assert.Equal(data.Rows, tree.InternalCount[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Scores_follow_a_monotone_constraint_over_a_grid(int direction)
    {
        RankingData data = GradedExamples.Make(300, 3, 9);
        FlatForest forest = Train(data, Small with { Trees = 40, Leaves = 15, MonotoneConstraints = [0, direction, 0] }).Forest;
        for (float first = -2; first <= 2; first += 0.5f)
        {
            for (float third = -2; third <= 2; third += 0.5f)
            {
                double before = ForestScorer.ScoreRow(forest, [first, -2.5f, third]);
                for (float second = -2.5f; second <= 2.5f; second += 0.1f)
                {
                    double here = ForestScorer.ScoreRow(forest, [first, second, third]);
                    Assert.True(direction * (here - before) >= -1e-12, $"{first}, {second}, {third}");
                    before = here;
                }
            }
        }
    }

    [Fact]
    public void Early_stopping_keeps_the_trees_up_to_the_best_iteration()
    {
        RankingData data = GradedExamples.Make(60, 8, 10), held = GradedExamples.Make(60, 8, 11);
        TrainerOptions options = Small with { Trees = 400, LearningRate = 0.5, EarlyStoppingRounds = 10 };

        TrainedModel model = Train(data, options, held);

        double[] curve = [.. model.LearningCurve.Select(point => point.ValidationMetric!.Value)];
        Assert.Equal(Array.IndexOf(curve, curve.Max()) + 1, model.BestIteration);
        Assert.Equal(model.BestIteration, model.Forest.Trees.Length);
        Assert.Equal(model.BestIteration + 10, curve.Length);
    }

    [Fact]
    public void A_row_without_weight_has_no_say()
    {
        // The second half of the groups asks for the opposite order; with weight 0 it is not heard.
        float[] feature = [.. Enumerable.Range(0, 400).Select(row => (float)(row % 2))];
        float[] grades = [.. Enumerable.Range(0, 400).Select(row => (float)(row < 200 ? row % 2 : 1 - row % 2))];
        float[] weights = [.. Enumerable.Range(0, 400).Select(row => row < 200 ? 1f : 0f)];
        int[] starts = [.. Enumerable.Range(0, 201).Select(group => 2 * group)];
        RankingData data = new(new FeatureMatrix(400, 1, feature), grades, starts, weights);

        FlatForest forest = Train(data, Small).Forest;

        Assert.True(ForestScorer.ScoreRow(forest, [1f]) > ForestScorer.ScoreRow(forest, [0f]) + 0.5);
    }

    [Fact]
    public void Missing_values_take_the_side_the_data_puts_them_on()
    {
        float[] feature = [.. Enumerable.Range(0, 300).Select(row => (row % 3) switch { 0 => -1f, 1 => 1f, _ => float.NaN })];
        float[] high = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0 ? 0f : 1f)];
        float[] low = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 1 ? 1f : 0f)];
        int[] starts = [.. Enumerable.Range(0, 101).Select(group => 3 * group)];

        FlatForest withHigh = Train(new RankingData(new FeatureMatrix(300, 1, feature), high, starts), Small with { Leaves = 2 }).Forest;
        FlatForest withLow = Train(new RankingData(new FeatureMatrix(300, 1, feature), low, starts), Small with { Leaves = 2 }).Forest;

        Assert.Equal(ForestScorer.ScoreRow(withHigh, [1f]), ForestScorer.ScoreRow(withHigh, [float.NaN]));
        Assert.Equal(ForestScorer.ScoreRow(withLow, [-1f]), ForestScorer.ScoreRow(withLow, [float.NaN]));
    }

    [Fact]
    public void Data_that_nothing_tells_apart_gives_a_tree_of_one_leaf()
    {
        RankingData data = new(new FeatureMatrix(4, 1, [1f, 1f, 1f, 1f]), [0, 1, 0, 1], [0, 2, 4]);

        TrainedModel model = Train(data, Small);

        Assert.Equal(0, ForestScorer.ScoreRow(model.Forest, [1f]));
        Assert.Equal(1, model.Forest.Trees.Single().Leaves);
    }

    [Fact]
    public void Progress_is_told_tree_by_tree()
    {
        List<TrainingProgress> told = [];

        new LambdaMart().Train(GradedExamples.Make(40, 3, 12), GradedExamples.Make(20, 3, 13), Small, new Listener(told.Add), CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 15), told.Select(point => point.Iteration));
        Assert.All(told, point => Assert.Equal((15, true), (point.Iterations, point.ValidationMetric > 0)));
    }

    [Fact]
    public void Cancelling_ends_training_with_an_exception()
    {
        using CancellationTokenSource source = new();
        Listener cancelAfterThree = new(point =>
        {
            if (point.Iteration == 3)
                source.Cancel();
        });

        Assert.Throws<OperationCanceledException>(
            () => new LambdaMart().Train(GradedExamples.Make(40, 3, 14), null, Small, cancelAfterThree, source.Token));
    }

    [Fact]
    public void Options_and_data_that_do_not_fit_are_refused_with_the_value()
    {
        RankingData data = GradedExamples.Make(20, 3, 15);

        Assert.Contains("LearningRate is 0", Refusal(data, Small with { LearningRate = 0 }), StringComparison.Ordinal);
        Assert.Contains("2 monotone constraints", Refusal(data, Small with { MonotoneConstraints = [1, 0] }), StringComparison.Ordinal);
        Assert.Contains("validation groups", Refusal(data, Small with { EarlyStoppingRounds = 5 }), StringComparison.Ordinal);
        RankingData infinite = new(new FeatureMatrix(2, 1, [0, float.PositiveInfinity]), [0, 1], [0, 2]);
        Assert.Contains("Row 1, feature Column_0 is infinite", Refusal(infinite, Small), StringComparison.Ordinal);
        Assert.Contains("ndgc", Refusal(data, Small with { Metric = "ndgc@10" }), StringComparison.Ordinal);
    }

    private static string Refusal(RankingData data, TrainerOptions options) => Assert.Throws<ArgumentException>(() => Train(data, options)).Message;

    private static TrainedModel Train(RankingData data, TrainerOptions options, RankingData? held = null) =>
        new LambdaMart().Train(data, held, options, null, CancellationToken.None);

    private static string Text(TrainedModel model)
    {
        using StringWriter text = new();
        LightGbmText.Write(text, model.Forest);
        return text.ToString();
    }

    private static double[] Scores(FlatForest forest, RankingData data)
    {
        double[] scores = new double[data.Rows];
        ForestScorer.Score(forest, data.Features, scores);
        return scores;
    }

    private static double MeanNdcg(RankingData data, double[] scores) => RankingMetric.Parse("ndcg@10").Evaluate(data.Grades, data.GroupStarts, scores).Mean;

    private static int DepthUnder(RegressionTree tree, int node) =>
        node < 0 ? 0 : 1 + Math.Max(DepthUnder(tree, tree.LeftChild[node]), DepthUnder(tree, tree.RightChild[node]));

    private sealed class Listener(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
