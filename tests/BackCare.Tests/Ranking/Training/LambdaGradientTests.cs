using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class LambdaGradientTests
{
    [Fact]
    public void A_better_item_ranked_below_a_worse_one_is_pushed_up_by_what_the_swap_would_gain()
    {
        // Grades 0 then 1 at equal scores: swapping lifts DCG from 1/log2(3) to 1, and the sigmoid is 1/2.
        double[] gradient = new double[2], hessian = new double[2];

        LambdaGradient.ForQuery([0f, 0f], [0, 1], [0, 1], new DcgTable(depth: 10), sigma: 1, gradient, hessian);

        double expected = 0.5 * (1 - 1 / Math.Log2(3));
        Assert.Equal(expected, gradient[1], precision: 12);
        Assert.Equal(-expected, gradient[0], precision: 12);
        Assert.Equal(expected / 2, hessian[0], precision: 12);
        Assert.Equal(expected / 2, hessian[1], precision: 12);
    }

    [Fact]
    public void Three_items_add_up_their_pairs()
    {
        // Grades 2, 0, 1 at scores 3, 2, 1 (gains 3, 0, 1; discounts 1, 1/log2 3, 1/2); the ideal DCG is 3 + 1/log2 3.
        double[] gradient = new double[3], hessian = new double[3];

        LambdaGradient.ForQuery([3, 2, 1], [2, 0, 1], [0, 1, 2], new DcgTable(depth: 10), sigma: 2, gradient, hessian);

        double second = 1 / Math.Log2(3), ideal = 3 + second;
        double first = 2 * 3 * (1 - second) / ideal / (1 + Math.Exp(2));
        double ends = 2 * 2 * 0.5 / ideal / (1 + Math.Exp(4));
        double lower = 2 * (second - 0.5) / ideal / (1 + Math.Exp(-2));
        Assert.Equal(first + ends, gradient[0], precision: 12);
        Assert.Equal(-first - lower, gradient[1], precision: 12);
        Assert.Equal(lower - ends, gradient[2], precision: 12);
    }

    [Fact]
    public void A_pair_below_the_depth_pushes_nothing()
    {
        double[] gradient = new double[3], hessian = new double[3];

        LambdaGradient.ForQuery([3, 2, 1], [1, 0, 1], [0, 1, 2], new DcgTable(depth: 1), sigma: 1, gradient, hessian);

        Assert.True(gradient[0] > 0);
        Assert.Equal(-gradient[0], gradient[1], precision: 12);
        Assert.Equal(0, gradient[2]);
    }

    [Fact]
    public void Normalising_divides_by_the_score_distance_and_scales_the_group()
    {
        // One pair, distance 2: change / (0.01 + 2), then times log2(1 + s) / s with s twice the push.
        double[] gradient = new double[2], hessian = new double[2];

        LambdaGradient.ForQuery([1, 3], [1, 0], [1, 0], new DcgTable(depth: 10), sigma: 1, gradient, hessian, normalise: true);

        double push = (1 - 1 / Math.Log2(3)) / (2 + 0.01) / (1 + Math.Exp(-2));
        Assert.Equal(push * Math.Log2(1 + 2 * push) / (2 * push), gradient[0], precision: 12);
    }

    [Fact]
    public void A_group_without_a_relevant_item_pushes_nothing()
    {
        double[] gradient = [9, 9], hessian = [9, 9];

        LambdaGradient.ForQuery([1, 2], [0, 0], [1, 0], new DcgTable(depth: 10), sigma: 1, gradient, hessian);

        Assert.Equal([0, 0], gradient);
        Assert.Equal([0, 0], hessian);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(24)]
    [InlineData(131)]
    public unsafe void The_vector_kernel_agrees_with_its_scalar_twin(int rows)
    {
        foreach (int depth in new[] { 1, 5, 30, 1_000 })
        {
            foreach (bool byDistance in new[] { false, true })
            {
                Random random = new(rows * 31 + depth);
                double[] score = [.. Enumerable.Range(0, rows).Select(_ => Math.Round(4 * random.NextDouble(), 1)).OrderDescending()];
                float[] grade = [.. score.Select(_ => (float)random.Next(0, 5))];
                int[] order = [.. Enumerable.Range(0, rows)];
                DcgTable table = new(depth);
                double[] expectedGradient = new double[rows], expectedHessian = new double[rows];
                LambdaGradient.ForQuery(score, grade, order, table, 1.3, expectedGradient, expectedHessian);
                double[] gradient = new double[rows + 8], hessian = new double[rows + 8];
                double[] gains = [.. grade.Select(g => DcgTable.Gain(g)), .. new double[8]];
                double[] scores = [.. score, .. new double[8]], powers = new double[2 * (rows + 16)];
                double sum;

                fixed (double* s = scores, g = gains, d = table.Discounts, push = gradient, curve = hessian, room = powers)
                    sum = PairwiseKernel.Add(rows, s, g, d, depth, table.InverseIdeal(grade), 1.3, byDistance, push, curve, room);

                if (byDistance && score[0] != score[^1])
                {
                    // The group's scale is left to the caller, so compare through the normalised twin.
                    LambdaGradient.ForQuery(score, grade, order, table, 1.3, expectedGradient, expectedHessian, normalise: true);
                    double factor = sum > 0 ? Math.Log2(1 + sum) / sum : 1;
                    gradient = [.. gradient.Select(v => v * factor)];
                    hessian = [.. hessian.Select(v => v * factor)];
                }
                else if (byDistance)
                {
                    continue;
                }

                for (int row = 0; row < rows; row++)
                {
                    Assert.Equal(expectedGradient[row], gradient[row], 1e-12);
                    Assert.Equal(expectedHessian[row], hessian[row], 1e-12);
                }

                Assert.All(gradient[rows..], beyond => Assert.Equal(0, beyond));
            }
        }
    }

    [Fact]
    public void Pushes_of_a_group_cancel()
    {
        Random random = new(5);
        double[] score = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble()).OrderDescending()];
        float[] grade = [.. score.Select(_ => (float)random.Next(0, 4))];
        double[] gradient = new double[50], hessian = new double[50];

        LambdaGradient.ForQuery(score, grade, [.. Enumerable.Range(0, 50)], new DcgTable(30), 1, gradient, hessian, normalise: true);

        Assert.Equal(0, gradient.Sum(), 1e-12);
        Assert.All(hessian, curve => Assert.True(curve >= 0));
    }
}
