using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;

namespace BackCare.Tests.Ranking.Metrics;

public class WeightedNdcgTests
{
    private static readonly double Second = 1 / Math.Log2(3);

    private static RankingData Data(float[] grades, int[] starts, float[] weights) => new(new FeatureMatrix(grades.Length, 1, new float[grades.Length]), grades, starts, weights);

    [Fact]
    public void Gains_are_summed_over_groups_before_they_are_divided()
    {
        // Group 1: a grade 2 (gain 3) of weight 1 ranked second. Group 2: a grade 1 of weight 4 ranked first.
        WeightedGains gains = WeightedNdcg.Evaluate(10, Data([0, 2, 1, 0], [0, 2, 4], [1, 1, 4, 1]), [2, 1, 2, 1]);

        Assert.Equal([3 * Second, 4], gains.Found, (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal([3, 4], gains.Ideal, (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal((3 * Second + 4) / 7, gains.Ratio, 1e-6);
    }

    [Fact]
    public void A_lone_response_keeps_its_weight()
    {
        double light = WeightedNdcg.Evaluate(10, Data([0, 1, 1, 0], [0, 2, 4], [1, 1, 1, 1]), [2, 1, 2, 1]).Ratio;
        double heavy = WeightedNdcg.Evaluate(10, Data([0, 1, 1, 0], [0, 2, 4], [1, 9, 1, 1]), [2, 1, 2, 1]).Ratio;

        Assert.Equal((Second + 1) / 2, light, 1e-6);
        Assert.Equal((9 * Second + 1) / 10, heavy, 1e-6);
    }

    [Fact]
    public void Tied_rows_share_the_mean_gain_and_a_cut_counts_only_what_is_above_it()
    {
        Assert.Equal((1 + Second) / 2, WeightedNdcg.Evaluate(10, Data([0, 1], [0, 2], []), [5, 5]).Ratio, 1e-6);
        Assert.Equal(0, WeightedNdcg.Evaluate(1, Data([0, 1], [0, 2], []), [6, 5]).Ratio);
    }

    [Fact]
    public void Its_expectation_over_all_ways_of_looking_is_the_gain_of_somebody_who_looks_at_everything()
    {
        double[] scores = [1, 4, 2, 3], examination = [1, 0.5, 0.25, 0.125];
        float[] wanted = [1, 0, 2, 1];
        double expected = 0;
        for (int pattern = 0; pattern < 16; pattern++)
        {
            double chance = 1;
            float[] grades = new float[4], weights = new float[4];
            for (int p = 0; p < 4; p++)
            {
                bool looked = (pattern >> p & 1) == 1;
                chance *= looked ? examination[p] : 1 - examination[p];
                (grades[p], weights[p]) = (looked ? wanted[p] : 0, (float)(1 / examination[p]));
            }

            expected += chance * WeightedNdcg.Evaluate(10, Data(grades, [0, 4], weights), scores).Found[0];
        }

        Assert.Equal(Ndcg.Dcg(10, wanted, scores), expected, 1e-5);
    }

    [Fact]
    public void A_difference_is_paired_and_a_ranker_does_not_differ_from_itself()
    {
        RankingData data = Data([.. Enumerable.Range(0, 200).Select(i => (float)(i % 3))], [.. Enumerable.Range(0, 51).Select(i => 4 * i)], []);
        Random random = new(2);
        double[] some = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())], good = [.. data.Grades.ToArray().Select(grade => (double)grade)];
        WeightedGains better = WeightedNdcg.Evaluate(10, data, good), worse = WeightedNdcg.Evaluate(10, data, some);

        Interval gain = better.Over(worse, new BootstrapOptions());

        Assert.Equal(better.Ratio - worse.Ratio, gain.Estimate, 1e-9);
        Assert.True(gain.Lower > 0);
        Assert.Equal(0, better.Over(better, new BootstrapOptions()).Upper);
        Assert.Equal(better.Of([3, 4]).Ratio, better.Found.Skip(3).Take(2).Sum() / better.Ideal.Skip(3).Take(2).Sum());
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => WeightedNdcg.Evaluate(10, Data([0, 1], [0, 2], []), [1]));
        Assert.Throws<ArgumentException>(() => WeightedNdcg.Evaluate(10, [0, 3], [1, 1], [1, 1]));
    }
}
