using BackCare.Ranking.Randomness;

namespace BackCare.Tests.Ranking.Randomness;

public class SplitMix64Tests
{
    [Fact]
    public void The_sequence_of_seed_zero_is_the_published_one()
    {
        // First outputs of the reference implementation for seed 0.
        var random = new SplitMix64(0);

        Assert.Equal(0xE220A8397B1DCDAFUL, random.Next());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.Next());
        Assert.Equal(0x06C45D188009454FUL, random.Next());
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_variance_one()
    {
        var random = new SplitMix64(1);
        double sum = 0, squares = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double x = random.NextNormal();
            sum += x;
            squares += x * x;
        }

        // Six standard errors: 1/sqrt(n) of the mean, sqrt(2/n) of the variance.
        Assert.InRange(sum / 20_000, -0.043, 0.043);
        Assert.InRange(squares / 20_000, 0.94, 1.06);
    }
}
