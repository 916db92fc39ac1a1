using BackCare.Ranking.Data;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed unsafe class QuantisedGradientsTests
{
    [Fact]
    public void A_row_holds_its_gradient_its_hessian_and_a_count_of_one()
    {
        using WorkerPool pool = new(1);
        RankingData data = new(new FeatureMatrix(2, 1, [1f, 2f]), [0, 1], [0, 2]);
        using GroupGradients gradients = new(data, new TrainerOptions { Normalise = false }, pool);
        using QuantisedGradients quantised = new(2, pool);
        gradients.Update([0, 0]);

        quantised.Take(gradients);

        double push = 0.5 * (1 - 1 / Math.Log2(3));
        Assert.Equal(-push, quantised.Gradient(quantised.Pairs[0]), 1e-15);
        Assert.Equal(push, quantised.Gradient(quantised.Pairs[2]), 1e-15);
        Assert.Equal(push / 2, quantised.Hessian(quantised.Pairs[1]), 1e-15);
        Assert.Equal(1, quantised.Count(quantised.Pairs[1]));
        Assert.Equal(2, quantised.Count(quantised.Pairs[1] + quantised.Pairs[3]));
    }

    [Fact]
    public void Sums_over_all_rows_neither_overflow_nor_lose_the_count()
    {
        const int Rows = 5_000;
        Random random = new(4);
        float[] feature = new float[Rows], grades = [.. feature.Select(_ => (float)random.Next(5))];
        float[] weights = [.. feature.Select(_ => MathF.Exp(10 * random.NextSingle()))];
        using WorkerPool pool = new(2);
        RankingData data = new(new FeatureMatrix(Rows, 1, feature), grades, [.. Enumerable.Range(0, 501).Select(g => 10 * g)], weights);
        using GroupGradients gradients = new(data, new TrainerOptions(), pool);
        using QuantisedGradients quantised = new(Rows, pool);
        gradients.Update([.. feature.Select(_ => random.NextDouble())]);
        quantised.Take(gradients);

        long up = 0, hessian = 0;
        for (int row = 0; row < Rows; row++)
        {
            up += Math.Max(0, quantised.Pairs[2 * row]);
            hessian += quantised.Pairs[2 * row + 1];
        }

        Assert.Equal(Rows, quantised.Count(hessian));
        Assert.Equal(gradients.Gradient.Where(g => g > 0).Sum(), quantised.Gradient(up), 1e-9 * gradients.TotalPush);
        Assert.Equal(gradients.TotalCurve, quantised.Hessian(hessian), 1e-6 * gradients.TotalCurve);
    }
}
