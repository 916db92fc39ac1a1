using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class RateGradientTests
{
    private static (double[] Gradient, double[] Hessian) Of(double[] scores, float[] grades, float[] weights, double scale = 1)
    {
        double[] gradient = new double[scores.Length], hessian = new double[scores.Length];
        (double earned, double relative) = RateGradient.Sums(scores, grades, weights);
        RateGradient.ForRows(scores, grades, weights, earned / relative, scale, gradient, hessian);
        return (gradient, hessian);
    }

    [Fact]
    public void A_row_is_pushed_by_what_it_earned_less_what_its_looks_were_expected_to_earn()
    {
        // One and a half looks earned 1, so a look earns 2/3: the first row is expected to earn 2/3, the second, half looked at, 1/3.
        (double[] gradient, double[] hessian) = Of([0, 0], [1, 0], [1, 2]);

        Assert.Equal([1.0 / 3, -1.0 / 3], gradient, (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([2.0 / 3, 1.0 / 3], hessian, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void Rows_rest_where_their_scores_differ_by_the_log_of_their_rates()
    {
        // 4 in one look and 1 in half a look: rates 4 and 2.
        (double[] gradient, _) = Of([Math.Log(2), 0], [4, 1], [1, 2]);

        Assert.All(gradient, push => Assert.Equal(0, push, 1e-12));
    }

    [Fact]
    public void A_number_added_to_every_score_changes_nothing()
    {
        double[] low = Of([0.5, -1, 2], [1, 0, 2], [1, 2, 3]).Gradient, high = Of([7.5, 6, 9], [1, 0, 2], [1, 2, 3]).Gradient;

        Assert.All(low.Zip(high), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Over_all_ways_of_looking_true_rates_are_not_pushed_wherever_the_rows_stood()
    {
        // A row is responded to with its rate once it is looked at; the second stands where one shopper in four looks.
        double[] rates = [0.2, 0.8], looks = [1, 0.25], expected = new double[2];
        for (int outcome = 0; outcome < 4; outcome++)
        {
            double chance = 1;
            float[] grades = new float[2];
            for (int row = 0; row < 2; row++)
            {
                grades[row] = outcome >> row & 1;
                double responded = looks[row] * rates[row];
                chance *= grades[row] == 1 ? responded : 1 - responded;
            }

            double[] gradient = new double[2];
            RateGradient.ForRows([Math.Log(rates[0]), Math.Log(rates[1])], grades, [1, 4], 1, 1, gradient, new double[2]);
            for (int row = 0; row < 2; row++)
                expected[row] += chance * gradient[row];
        }

        Assert.All(expected, push => Assert.Equal(0, push, 1e-12));
    }

    [Fact]
    public void More_rows_than_a_register_holds_come_out_as_one_by_one()
    {
        double[] scores = [.. Enumerable.Range(0, 19).Select(i => Math.Sin(i))];
        float[] grades = [.. Enumerable.Range(0, 19).Select(i => (float)(i % 3))], weights = [.. Enumerable.Range(0, 19).Select(i => 1 + i % 5f)];

        (double[] gradient, double[] hessian) = Of(scores, grades, weights, scale: 2);

        double level = grades.Sum(g => (double)g) / scores.Zip(weights, (s, w) => Math.Exp(s) / w).Sum();
        for (int row = 0; row < 19; row++)
        {
            double looked = level * Math.Exp(scores[row]) / weights[row];
            Assert.Equal(2 * (grades[row] - looked), gradient[row], 1e-9);
            Assert.Equal(2 * looked, hessian[row], 1e-9);
        }
    }

    [Fact]
    public void A_prior_is_raised_as_high_as_the_rates_support()
    {
        // One look at prior 10 earned 1, one at prior 20 earned 3, in lists of their own: no list is compared within itself.
        RankingData data = new(new FeatureMatrix(2, 1, [10, 20]), [1, 3], [0, 1, 2]);
        TrainerOptions options = new() { Trees = 1, MinDataInLeaf = 1, MinDataInBin = 1, Threads = 1, PriorFeature = 0, Objective = LambdaObjective.Rate };

        RegressionTree tree = new LambdaMart().Train(data, null, options, null, default).Forest.Trees[0];

        Assert.Equal(Math.Log(3), tree.LeafValue[tree.LeafOf([20])] - tree.LeafValue[tree.LeafOf([10])], 1e-3);
    }

    [Fact]
    public void Trees_find_the_rate_behind_a_place_that_few_look_at()
    {
        // 400 lists of two products: "good" is wanted by half of those who look, "bad" by a quarter; "good" stands where one in four looks, so "bad" is responded to twice as often.
        float[] features = new float[800], grades = new float[800], weights = new float[800];
        for (int list = 0; list < 400; list++)
        {
            (features[2 * list], grades[2 * list], weights[2 * list]) = (0, list % 4 == 0 ? 1 : 0, 1);
            (features[2 * list + 1], grades[2 * list + 1], weights[2 * list + 1]) = (1, list % 8 == 1 ? 1 : 0, 4);
        }

        RankingData data = new(FeatureMatrix.FromRows(800, 1, features, ["good"]), grades, [.. Enumerable.Range(0, 401).Select(list => 2 * list)], weights);
        TrainerOptions options = new() { Trees = 200, LearningRate = 0.2, Leaves = 2, Threads = 1, Objective = LambdaObjective.Rate };

        double[] scores = new double[2];
        ForestScorer.Score(new LambdaMart().Train(data, null, options, null, default).Forest, new float[] { 0, 1 }, scores);

        Assert.Equal(Math.Log(2), scores[1] - scores[0], 0.02);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_model_does_not_depend_on_the_number_of_threads(int threads)
    {
        RankingData data = GradedExamples.Make(300, 3, 5);
        TrainerOptions options = new() { Trees = 10, Leaves = 8, Threads = 1, PriorFeature = 0, Objective = LambdaObjective.Rate };

        Assert.Equal(TextOf(data, options), TextOf(data, options with { Threads = threads }));
    }

    private static string TextOf(RankingData data, TrainerOptions options)
    {
        using var text = new StringWriter();
        LightGbmText.Write(text, new LambdaMart().Train(data, null, options, null, default).Forest);
        return text.ToString();
    }
}
