using BackCare.Ranking.Data;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class GroupGradientsTests
{
    [Fact]
    public void Weights_scale_each_row_and_groups_do_not_touch_each_other()
    {
        double[] plain = Gradients([], [0, 0, 0, 0]);
        double[] weighted = Gradients([1, 2, 3, 0], [0, 0, 0, 0]);

        double push = 0.5 * (1 - 1 / Math.Log2(3));
        Assert.Equal([-push, push, push, -push], plain, (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([-push, 2 * push, 3 * push, 0], weighted, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 300)]
    [InlineData(true, 3_000)]
    public void Every_group_gets_what_the_scalar_kernel_gives(bool normalise, double spread)
    {
        Random random = new(8);
        int[] starts = [0, 1, 4, 30, 131];
        float[] grades = [.. Enumerable.Range(0, 131).Select(_ => (float)random.Next(4))];
        double[] scores = [.. grades.Select(_ => spread * Math.Round(random.NextDouble(), 2))];
        using WorkerPool pool = new(2);
        TrainerOptions options = new() { Truncation = 20, Normalise = normalise, Sigmoid = 1.5 };
        using GroupGradients gradients = new(new RankingData(new FeatureMatrix(131, 1, new float[131]), grades, starts), options, pool);

        gradients.Update([.. scores.Select(s => -s)]);
        gradients.Update(scores);

        for (int group = 0; group < 4; group++)
        {
            Range rows = starts[group]..starts[group + 1];
            double[] part = scores[rows], gradient = new double[part.Length], hessian = new double[part.Length];
            int[] order = [.. Enumerable.Range(0, part.Length).OrderByDescending(row => part[row]).ThenBy(row => row)];
            LambdaGradient.ForQuery(part, grades[rows], order, new DcgTable(20), 1.5, gradient, hessian, normalise);
            Assert.Equal(gradient, gradients.Gradient[rows], (x, y) => Math.Abs(x - y) < 1e-12);
            Assert.Equal(hessian, gradients.Hessian[rows], (x, y) => Math.Abs(x - y) < 1e-12);
        }
    }

    private static double[] Gradients(float[] weights, double[] scores)
    {
        using WorkerPool pool = new(1);
        RankingData data = new(new FeatureMatrix(4, 1, new float[4]), [0, 1, 1, 0], [0, 2, 4], weights);
        using GroupGradients gradients = new(data, new TrainerOptions { Normalise = false }, pool);
        gradients.Update(scores);
        return [.. gradients.Gradient];
    }
}
