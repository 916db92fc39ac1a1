using BackCare.Ranking.Data;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class CounterfactualGradientTests
{
    private static (double[] Gradient, double[] Hessian) Of(double[] scores, double[] worth)
    {
        double[] gradient = new double[scores.Length], hessian = new double[scores.Length];
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row]).ThenBy(row => row)];
        CounterfactualGradient.ForQuery(scores, worth, order, new DcgTable(10), 1, gradient, hessian);
        return (gradient, hessian);
    }

    [Fact]
    public void A_response_below_silence_is_pushed_up_by_its_worth()
    {
        // Equal scores: the logistic is 1/2, the swap changes the discount by 1 − 1/log2 3. Push 2 · change / 2, curve 2 · change / 4.
        double change = 1 - 1 / Math.Log2(3);

        (double[] gradient, double[] hessian) = Of([0, 0], [0, 2]);

        Assert.Equal([-change, change], gradient, (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([change / 2, change / 2], hessian, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void Two_responses_rest_where_the_scores_differ_by_the_log_of_their_worths()
    {
        (double[] gradient, _) = Of([Math.Log(4), 0], [4, 1]);

        Assert.Equal(0, gradient[0], 1e-12);
        Assert.Equal(0, gradient[1], 1e-12);
    }

    [Fact]
    public void Silence_pushes_nothing() => Assert.All(Of([3, 1, 2], [0, 0, 0]).Gradient, push => Assert.Equal(0, push));

    [Fact]
    public void Over_all_ways_of_looking_the_expected_pushes_are_those_of_somebody_who_looks_at_everything()
    {
        // Rows stand at positions 1 to 4; the shopper wants rows 1 and 3 (worth 2 and 1). Each of the 16 patterns of examination has its chance; what is
        // wanted and examined is responded to and weighs 1 / examination.
        double[] scores = [0.4, -0.3, 0.1, 0], examination = [1, 0.5, 1.0 / 3, 0.25], wanted = [0, 2, 0, 1];
        double[] expected = new double[4];
        for (int pattern = 0; pattern < 16; pattern++)
        {
            double chance = 1;
            double[] worth = new double[4];
            for (int p = 0; p < 4; p++)
            {
                bool looked = (pattern >> p & 1) == 1;
                chance *= looked ? examination[p] : 1 - examination[p];
                worth[p] = looked ? wanted[p] / examination[p] : 0;
            }

            double[] pushes = Of(scores, worth).Gradient;
            for (int row = 0; row < 4; row++)
                expected[row] += chance * pushes[row];
        }

        Assert.Equal(Of(scores, wanted).Gradient, expected, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(3_000)]
    public void Every_group_gets_what_the_scalar_kernel_gives_for_grade_times_weight(double spread)
    {
        Random random = new(8);
        int[] starts = [0, 1, 4, 30, 131];
        float[] grades = [.. Enumerable.Range(0, 131).Select(_ => (float)random.Next(4))], weights = [.. Enumerable.Range(0, 131).Select(_ => 1 + 9 * random.NextSingle())];
        double[] scores = [.. grades.Select(_ => spread * Math.Round(random.NextDouble(), 2))];
        using WorkerPool pool = new(2);
        TrainerOptions options = new() { Truncation = 20, Sigmoid = 1.5, Objective = LambdaObjective.Counterfactual };
        using GroupGradients gradients = new(new RankingData(new FeatureMatrix(131, 1, new float[131]), grades, starts, weights), options, pool);

        gradients.Update(scores);

        double[] worth = [.. grades.Zip(weights, (grade, weight) => (double)grade * weight)];
        double mean = worth.Where(w => w > 0).Average();
        for (int group = 0; group < 4; group++)
        {
            Range rows = starts[group]..starts[group + 1];
            double[] part = scores[rows], gradient = new double[part.Length], hessian = new double[part.Length];
            int[] order = [.. Enumerable.Range(0, part.Length).OrderByDescending(row => part[row]).ThenBy(row => row)];
            CounterfactualGradient.ForQuery(part, [.. worth[rows].Select(w => w / mean)], order, new DcgTable(20), 1.5, gradient, hessian);
            Assert.Equal(gradient, gradients.Gradient[rows], (x, y) => Math.Abs(x - y) < 1e-11);
            Assert.Equal(hessian, gradients.Hessian[rows], (x, y) => Math.Abs(x - y) < 1e-11);
        }
    }
}
