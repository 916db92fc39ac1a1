using BackCare.Domain.Learn.Experiments;
using BackCare.Ranking.Randomness;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class ConfidenceSequenceTests
{
    [Fact]
    public void The_boundary_is_that_of_theorem_1()
    {
        // v = 4, c = 2, α = 0.05: l = 1.4·ln(log2 4 + 1) + ln(3.105547/0.05) = 1.4·1.0986123 + 4.1289220 = 5.6669792;
        // k1² = (2^0.25 + 2^-0.25)²/2 = 2.0606602, k2 = (√2 + 1)/2 = 1.2071068;
        // √(2.0606602·4·5.6669792 + 1.4571068·4·32.1146533) + 1.2071068·2·5.6669792 = √(46.7110 + 187.1770) + 13.6813 = 15.2934 + 13.6813.
        Assert.Equal(28.9747, ConfidenceSequence.Boundary(4, 2, 0.05), precision: 4);
    }

    [Fact]
    public void Few_values_say_nothing_and_the_interval_never_leaves_what_is_possible()
    {
        var sequence = new ConfidenceSequence(reach: 1, alpha: 0.05);
        Assert.Equal(new SequentialInterval(0, -1, 1, 0), sequence.Interval());
        sequence.Add(1);
        Assert.Equal(new SequentialInterval(1, -1, 1, 1), sequence.Interval());
    }

    [Fact]
    public void Opposite_values_give_an_interval_around_zero_that_narrows_with_the_root_of_their_number()
    {
        double few = WidthAfter(1_000), many = WidthAfter(100_000);

        Assert.InRange(few / many, 8, 12); // √100, and a little from the logarithms.

        static double WidthAfter(int count)
        {
            var sequence = new ConfidenceSequence(1, 0.05);
            for (int i = 0; i < count; i++) sequence.Add(i % 2 == 0 ? 1 : -1);
            SequentialInterval interval = sequence.Interval();
            Assert.Equal(0, interval.Estimate);
            return interval.Upper - interval.Lower;
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_value_beyond_the_reach_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfidenceSequence(1, 0.05).Add(value));

    /// <summary>200 A/A tests of 4,000 visitors, looked at after each one: the sequence misses the truth in at most 5 % of them; the usual interval, looked at as often, in far more.</summary>
    [Fact]
    public void Looking_after_every_value_does_not_make_the_interval_miss_and_would_break_the_usual_one()
    {
        const int Runs = 200, Visitors = 4_000;
        var random = new SplitMix64(20_261_126);
        int missed = 0, usualMissed = 0;
        for (int run = 0; run < Runs; run++)
        {
            (bool ours, bool usual) = PeekAlways(ref random, Visitors, controlRate: 0.1, treatmentRate: 0.1);
            if (ours) missed++;
            if (usual) usualMissed++;
        }

        Assert.InRange(missed, 0, (int)(0.05 * Runs));
        Assert.InRange(usualMissed, (int)(0.2 * Runs), Runs);
    }

    [Fact]
    public void A_real_difference_is_found()
    {
        var random = new SplitMix64(7);
        int found = Enumerable.Range(0, 20).Count(_ => PeekAlways(ref random, 12_000, controlRate: 0.1, treatmentRate: 0.2).Ours);

        Assert.Equal(20, found);
    }

    /// <summary>True where an interval excluded no difference at any look after the hundredth visitor.</summary>
    private static (bool Ours, bool Usual) PeekAlways(ref SplitMix64 random, int visitors, double controlRate, double treatmentRate)
    {
        var sequence = new ConfidenceSequence(2, 0.05);
        bool ours = false, usual = false;
        double successes = 0, sum = 0, squares = 0;
        for (int n = 1; n <= visitors; n++)
        {
            bool treated = random.NextBool(0.5), success = random.NextBool(treated ? treatmentRate : controlRate);
            double value = (treated ? 2 : -2) * ((success ? 1 : 0) - (n == 1 ? 0 : successes / (n - 1)));
            if (success) successes++;
            sequence.Add(value);
            sum += value;
            squares += value * value;
            SequentialInterval interval = sequence.Interval();
            ours |= interval.Lower > 0 || interval.Upper < 0;
            usual |= n > 100 && Math.Abs(sum) > 1.96 * Math.Sqrt(squares);
        }
        return (ours, usual);
    }
}
