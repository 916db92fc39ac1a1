using BackCare.Domain.Learn.Experiments;
using BackCare.Ranking.Randomness;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class RateSequenceTests
{
    [Fact]
    public void One_miss_leaves_every_rate_whose_likelihood_ratio_is_below_one_over_alpha()
    {
        // After one miss the mixture has probability 1/2, so p stays while (1/2)/(1 − p) < 1/α: p < 1 − α/2.
        SequentialInterval interval = RateSequence.Interval(0, 1, alpha: 0.1);

        Assert.Equal(0, interval.Lower);
        Assert.Equal(0.95, interval.Upper, precision: 10);
    }

    [Fact]
    public void A_hit_and_a_miss_are_symmetric_about_one_half()
    {
        // Mixture 1!·1!/3! = 1/6; p(1 − p) > α/6 at α = 0.3: p² − p + 0.05 = 0, p = (1 ± √0.8)/2.
        SequentialInterval interval = RateSequence.Interval(1, 2, alpha: 0.3);

        Assert.Equal((1 - Math.Sqrt(0.8)) / 2, interval.Lower, precision: 10);
        Assert.Equal((1 + Math.Sqrt(0.8)) / 2, interval.Upper, precision: 10);
    }

    [Fact]
    public void Nothing_seen_leaves_everything_possible() => Assert.Equal(new SequentialInterval(0.5, 0, 1, 0), RateSequence.Interval(0, 0, 0.05));

    [Theory]
    [InlineData(5, 120)]
    [InlineData(20, 2432902008176640000)]
    public void Small_factorials_are_exact(long n, double factorial) => Assert.Equal(Math.Log(factorial), RateSequence.LogFactorial(n), precision: 12);

    [Fact]
    public void Stirlings_series_continues_them() =>
        Assert.Equal(RateSequence.LogFactorial(20) + Math.Log(21) + Math.Log(22), RateSequence.LogFactorial(22), precision: 11);

    [Fact]
    public void Looking_after_every_request_does_not_make_the_interval_miss()
    {
        const int Runs = 100;
        var random = new SplitMix64(11);
        int missed = 0;
        for (int run = 0; run < Runs; run++)
        {
            long hits = 0;
            bool miss = false;
            for (int n = 1; n <= 500; n++)
            {
                if (random.NextBool(0.05)) hits++;
                SequentialInterval interval = RateSequence.Interval(hits, n, 0.05);
                miss |= interval.Lower > 0.05 || interval.Upper < 0.05;
            }
            if (miss) missed++;
        }

        Assert.InRange(missed, 0, (int)(0.05 * Runs));
    }
}
