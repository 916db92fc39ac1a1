using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.OffPolicy;
using BackCare.Ranking.Randomness;
using BackCare.Ranking.Training;
using static BackCare.Tests.Domain.Learn.Evaluation.TestSets;

namespace BackCare.Tests.Domain.Learn.Evaluation;

public class EvaluatorTests
{
    private static readonly EvaluatorOptions Options = new() { Bootstrap = new BootstrapOptions(200), Likeness = (a, b) => a == b ? 1 : 0 };

    [Fact]
    public void A_model_that_sees_what_shoppers_want_is_measured_above_every_baseline_and_earns_more_clicks()
    {
        TrainingParts parts = Parts();
        TrainingPlan plan = TrainingPlan.Managed(parts, 1);
        FlatForest forest = new LambdaMart().Train(plan.Train.Data, plan.Validation?.Data, plan.Options with { Imputation = [], Threads = 1 }, null, default).Forest;

        ModelEvaluation evaluation = Evaluator.Evaluate(parts, forest, null, Options);

        Assert.Equal((500, "knowledge"), (evaluation.Groups, evaluation.Reference));
        Assert.Equal(["ndcg@10", "ndcg@1", "ndcg@3", "ndcg@5", "mrr", "recall@5"], evaluation.Metrics.Select(metric => metric.Name));
        Assert.Equal(["random", "popularity", "knowledge"], evaluation.Gate.Baselines.Select(baseline => baseline.Name));
        Assert.All(evaluation.Gate.Baselines, baseline => Assert.True(baseline.Gain.Lower > 0, $"{baseline.Name} {baseline.Gain}"));
        Assert.Equal(["region foot", "region knee"], evaluation.Slices.Select(slice => slice.Name).Where(name => name != EvaluationSlices.NewProduct));
        OffPolicyComparison clicks = evaluation.OffPolicy[0];
        Assert.Equal(("clicks", "purchases"), (clicks.Reward, evaluation.OffPolicy[1].Reward));
        Assert.True(clicks.Value.Estimate > clicks.Estimate.Logged.Estimate && clicks.Estimate.EffectiveSampleSize > 100);
        Assert.InRange(evaluation.Calibration!.Error, 0, 0.1);
    }

    [Fact]
    public void A_champion_is_the_reference_and_nobody_gains_over_oneself()
    {
        TrainingParts parts = Parts();
        FlatForest forest = new LambdaMart().Train(parts.Train.Data, null, new TrainerOptions { Trees = 5, Leaves = 4, Threads = 1 }, null, default).Forest;

        ModelEvaluation evaluation = Evaluator.Evaluate(parts, forest, forest, Options);

        Assert.Equal("champion", evaluation.Reference);
        Assert.Equal(0, evaluation.Gate.Of("champion")!.Gain.Estimate);
        Assert.All(evaluation.Slices, slice => Assert.Equal(0, slice.Gain.Estimate));
    }

    [Fact]
    public void Beside_a_starter_the_reference_is_the_knowledge_prior_and_the_starter_is_measured_too()
    {
        TrainingParts parts = Parts();
        FlatForest forest = new LambdaMart().Train(parts.Train.Data, null, new TrainerOptions { Trees = 5, Leaves = 4, Threads = 1 }, null, default).Forest;

        ModelEvaluation evaluation = Evaluator.Evaluate(parts, forest, forest, Options with { Starter = true });

        Assert.Equal(("knowledge", true), (evaluation.Reference, evaluation.BesideStarter));
        Assert.Equal(0, evaluation.Gate.Of("champion")!.Gain.Estimate);
        Assert.False(Evaluator.Evaluate(parts, forest, null, Options with { Starter = true }).BesideStarter);
    }

    [Fact]
    public void Few_responses_are_all_learned_from_and_many_stop_on_the_validation_part()
    {
        TrainingParts few = Parts();
        TrainingPlan plan = TrainingPlan.Managed(few, 7);

        Assert.Null(plan.Validation);
        Assert.Equal(few.Train.Groups.Concat(few.Validation.Groups).Select(group => group.ListId), plan.Train.Groups.Select(group => group.ListId));
        Assert.Equal(plan.Train.Groups.SelectMany(group => group.Items).Select(item => (float)few.Train.Examination!.Weight(item.Position)), plan.Train.Data.Weights.ToArray());
        Assert.Equal((0, 7, LambdaObjective.Rate), (plan.Options.EarlyStoppingRounds, plan.Options.Seed, plan.Options.Objective));
        Assert.Equal(0, plan.Options.PriorFeature);
        TrainingPlan many = TrainingPlan.Managed(new TrainingParts(Lists(6_000, 1), few.Validation, few.Test, few.Split), 7);
        Assert.Equal(few.Validation.Groups.Count(TrainingSet.HasPositive), many.Validation!.Groups.Count);
        Assert.True(many.Options.EarlyStoppingRounds > 0);
        Assert.Empty(TrainingPlan.MLNet(few, 1).Options.Validate());
        Assert.Empty(MLNetOptions.LightGbmFaults(TrainingPlan.MLNet(few, 1).Options));
        Assert.Empty(MLNetOptions.FastTreeFaults(TrainingPlan.MLNet(few, 1).Options));
        Assert.Equal(FeatureSchema.Current.Imputation, TrainingPlan.MLNet(few, 1).Options.Imputation);
    }

    [Theory]
    [InlineData(LambdaObjective.Counterfactual)]
    [InlineData(LambdaObjective.Rate)]
    public void A_debiased_model_recovers_the_true_order_better_than_one_that_takes_clicks_at_their_word(LambdaObjective objective)
    {
        // Lists stand in the order of the prior, so clicks favour what the prior favours.
        TrainingSet lists = Biased(4_000, 5), test = Lists(300, 9);
        TrainerOptions options = new() { Objective = objective, Trees = 60, Leaves = 4, Threads = 1 };

        double debiased = TruthOf(lists.WithLooks(), options, test), naive = TruthOf(lists.Weighted(ExaminationCurve.Flat).WithLooks(), options, test);

        Assert.True(debiased > naive + 0.005, $"debiased {debiased}, naive {naive}");
    }

    private static double TruthOf(TrainingSet train, TrainerOptions options, TrainingSet test)
    {
        FlatForest forest = new LambdaMart().Train(train.Data, null, options, null, default).Forest;
        double[] scores = RankerScores.Of("x", forest, test).Scores;
        float[] truth = [.. test.Data.Features.Column(1).ToArray().Select(want => MathF.Floor(5 * want))];
        return RankingMetric.Parse("ndcg@10").Evaluate(truth, test.Data.GroupStarts, scores).Mean;
    }

    private static TrainingSet Biased(int count, int seed)
    {
        SplitMix64 random = new((ulong)seed);
        List<TrainingGroup> groups = [];
        List<float> prior = [], wanted = [];
        for (int list = 0; list < count; list++)
        {
            (double Prior, double Want)[] products = new (double, double)[8];
            for (int i = 0; i < products.Length; i++)
                products[i] = (random.NextDouble(), random.NextDouble());
            products = [.. products.OrderByDescending(product => product.Prior)];
            TrainingItem[] items = new TrainingItem[products.Length];
            for (int i = 0; i < items.Length; i++)
            {
                prior.Add((float)products[i].Prior);
                wanted.Add((float)products[i].Want);
                items[i] = Item($"p{i}", i + 1, random.NextBool(1.0 / (i + 1)) && random.NextBool(products[i].Want * products[i].Want) ? 1 : 0);
            }

            groups.Add(Group($"b{list:0000}", items));
        }

        return Set([TrainingPlan.Prior, "wanted"], [[.. prior], [.. wanted]], [.. groups]).WithPositives()!;
    }
}
