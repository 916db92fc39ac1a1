using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class PriorTreeTests
{
    private static readonly TrainerOptions Options = new()
    {
        Trees = 1,
        MinDataInLeaf = 1,
        MinDataInBin = 1,
        Threads = 1,
        PriorFeature = 0,
        Objective = LambdaObjective.Counterfactual,
    };

    [Fact]
    public void The_staircase_is_as_high_as_the_responses_support()
    {
        // Worths 3 and 1 at prior 20 and 10: the loss along the prior is least where the scores differ by ln 3.
        RankingData data = new(new FeatureMatrix(2, 1, [10, 20]), [1, 3], [0, 2]);

        RegressionTree tree = new LambdaMart().Train(data, null, Options, null, default).Forest.Trees[0];

        Assert.Equal(Math.Log(3), tree.LeafValue[tree.LeafOf([20])] - tree.LeafValue[tree.LeafOf([10])], 1e-3);
        Assert.Equal([1, 1], tree.LeafCount.Where(count => count > 0));
    }

    [Fact]
    public void The_first_tree_rises_with_the_prior_and_scores_are_those_that_training_measured()
    {
        RankingData data = GradedExamples.Make(100, 3, 5), held = GradedExamples.Make(40, 3, 6);

        TrainedModel model = new LambdaMart().Train(data, held, Options with { Trees = 1 }, null, default);

        double[] scores = new double[held.Rows];
        ForestScorer.Score(model.Forest, held.Features, scores);
        int[] byPrior = [.. Enumerable.Range(0, held.Rows).OrderBy(row => held.Features.Column(0)[row])];
        Assert.All(byPrior.Zip(byPrior.Skip(1)), pair => Assert.True(scores[pair.First] <= scores[pair.Second]));
        float[] worth = [.. Enumerable.Range(0, held.Rows).Select(row => (float)CounterfactualGradient.Worth(held, row))];
        Assert.Equal(WeightedNdcg.Evaluate(10, held.GroupStarts, worth, scores).Ratio, model.LearningCurve[0].ValidationMetric!.Value, 1e-9);
    }

    [Fact]
    public void With_few_responses_a_model_that_starts_from_the_prior_orders_better_than_one_that_starts_from_nothing()
    {
        // The grade follows the product of features 1 and 2 mostly, and feature 0; six groups cannot teach that, but column 0 alone says something.
        RankingData data = GradedExamples.Make(6, 3, 11), held = GradedExamples.Make(6, 3, 12), test = GradedExamples.Make(200, 3, 13);
        TrainerOptions options = Options with { Trees = 60, LearningRate = 0.05, Leaves = 4, MinDataInLeaf = 20, EarlyStoppingRounds = 20 };

        double from = Ndcg(new LambdaMart().Train(data, held, options, null, default).Forest, test);
        double prior = Ndcg(new LambdaMart().Train(data, held, options with { Trees = 1, EarlyStoppingRounds = 0 }, null, default).Forest, test);

        Assert.True(from >= prior - 0.01, $"{from} against the prior's {prior}");
    }

    [Fact]
    public void A_prior_that_is_missing_somewhere_or_no_column_is_refused_by_name()
    {
        RankingData gap = new(new FeatureMatrix(2, 1, [10, float.NaN]), [1, 3], [0, 2]);

        Assert.Contains("Row 1 has no value for the prior Column_0", Assert.Throws<ArgumentException>(() => new LambdaMart().Train(gap, null, Options, null, default)).Message, StringComparison.Ordinal);
        Assert.Contains("columns 0 to 0", Assert.Throws<ArgumentException>(() => new LambdaMart().Train(gap, null, Options with { PriorFeature = 1 }, null, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prior_that_is_the_same_everywhere_plants_no_tree()
    {
        RankingData flat = new(new FeatureMatrix(2, 1, [7, 7]), [1, 3], [0, 2]);

        Assert.Equal(0, new LambdaMart().Train(flat, null, Options, null, default).Forest.Trees[0].Nodes);
    }

    private static double Ndcg(FlatForest forest, RankingData data)
    {
        double[] scores = new double[data.Rows];
        ForestScorer.Score(forest, data.Features, scores);
        return RankingMetric.Parse("ndcg@10").Evaluate(data, scores).Mean;
    }
}
