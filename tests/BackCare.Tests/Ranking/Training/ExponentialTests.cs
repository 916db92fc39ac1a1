using System.Runtime.Intrinsics;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class ExponentialTests
{
    [Fact]
    public void Known_powers_come_out()
    {
        Vector512<double> powers = Exponential.Of(Vector512.Create(0.0, 1, -1, Math.Log(2), -25, 25, 0.5, -0.5));

        Assert.Equal(1, powers[0]);
        Assert.Equal(Math.E, powers[1], 1e-15);
        Assert.Equal(1 / Math.E, powers[2], 1e-15);
        Assert.Equal(2, powers[3], 1e-15);
        Assert.Equal(1.3887943864964021e-11, powers[4], 1e-26);
        Assert.Equal(72004899337.38588, powers[5], 1e-4);
    }

    [Fact]
    public void It_agrees_with_the_library_to_a_few_units_in_the_last_place()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            double x = 100 * random.NextDouble() - 50;
            double expected = Math.Exp(x);
            Assert.True(Math.Abs(Exponential.Of(Vector512.Create(x))[3] - expected) <= 1e-15 * expected, $"e^{x}");
        }
    }
}
