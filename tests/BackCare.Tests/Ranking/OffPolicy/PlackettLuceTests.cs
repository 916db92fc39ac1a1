using BackCare.Ranking.OffPolicy;
using BackCare.Ranking.Randomness;

namespace BackCare.Tests.Ranking.OffPolicy;

public sealed class PlackettLuceTests
{
    private static readonly double[] Six = [0.3, 1.7, 0.05, 1, 0.9, 2.2];

    private static double[] Marginals(double[] weights)
    {
        double[] marginals = new double[weights.Length * weights.Length];
        PlackettLuce.Marginals(weights, marginals);
        return marginals;
    }

    [Fact]
    public void Three_items_by_hand()
    {
        // Weights 1, 2, 3. First place: 1/6, 2/6, 3/6. Second place of item 0: after 1 (2/6 · 1/4) or after 2 (3/6 · 1/3).
        double[] marginals = Marginals([1, 2, 3]);

        Assert.Equal(1 / 6.0, marginals[0], precision: 14);
        Assert.Equal(2 / 6.0 * (1 / 4.0) + 3 / 6.0 * (1 / 3.0), marginals[3], precision: 14);
        Assert.Equal(1 - marginals[0] - marginals[3], marginals[6], precision: 14);
    }

    [Fact]
    public void Marginals_are_the_sums_over_every_order()
    {
        double[] expected = new double[36];
        foreach ((int[] order, double chance) in Orders([], Six, 1))
        {
            for (int place = 0; place < 6; place++)
                expected[place * 6 + order[place]] += chance;
        }

        double[] marginals = Marginals(Six);

        for (int i = 0; i < 36; i++)
            Assert.Equal(expected[i], marginals[i], precision: 13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    public void Eight_sets_at_a_time_give_what_one_set_at_a_time_gives(int items)
    {
        var random = new SplitMix64((ulong)items);
        double[] weights = [.. Enumerable.Range(0, items).Select(_ => Math.Exp(-6 * random.NextDouble()))];

        double[] marginals = Marginals(weights), expected = OneSetAtATime(weights);

        for (int i = 0; i < marginals.Length; i++)
            Assert.Equal(1, marginals[i] / expected[i], tolerance: 1e-11);
    }

    [Fact]
    public void Draws_come_as_often_as_the_marginals_say()
    {
        const int Draws = 40_000;
        double[] marginals = Marginals(Six), counts = new double[36];
        int[] order = new int[6];
        for (ulong seed = 0; seed < Draws; seed++)
        {
            var random = new SplitMix64(seed);
            PlackettLuce.Draw(Six, ref random, order);
            for (int place = 0; place < 6; place++)
                counts[place * 6 + order[place]]++;
        }

        // Five standard deviations of a share over 40,000 draws are at most 0.0125.
        for (int i = 0; i < 36; i++)
            Assert.Equal(marginals[i], counts[i] / Draws, tolerance: 5 * Math.Sqrt(marginals[i] * (1 - marginals[i]) / Draws) + 1e-9);
    }

    [Fact]
    public void Twelve_items_sum_to_one_in_every_row_and_column_even_when_weights_are_far_apart()
    {
        double[] weights = new double[12];
        PlackettLuce.Weights([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], temperature: 0.01, weights);

        double[] marginals = Marginals(weights);

        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(1, Enumerable.Range(0, 12).Sum(j => marginals[i * 12 + j]), precision: 12);
            Assert.Equal(1, Enumerable.Range(0, 12).Sum(j => marginals[j * 12 + i]), precision: 12);
        }

        Assert.All(marginals, m => Assert.True(m > 0));
        Assert.True(marginals[11] > 0.99, "with a low temperature the best item nearly always comes first");
    }

    [Fact]
    public void Weights_do_not_depend_on_the_scale_of_the_scores()
    {
        double[] small = new double[3], large = new double[3], equal = new double[2];

        PlackettLuce.Weights([0, 0.5, 1], temperature: 0.5, small);
        PlackettLuce.Weights([-40, 10, 60], temperature: 0.5, large);
        PlackettLuce.Weights([3, 3], temperature: 0.5, equal);

        Assert.Equal(small, large);
        Assert.Equal(Math.Exp(-1), small[1], precision: 14);
        Assert.Equal([1, 1], equal);
    }

    [Fact]
    public void The_same_seed_draws_the_same_order_on_every_machine()
    {
        int[] order = new int[6];
        var random = new SplitMix64(42);

        PlackettLuce.Draw(Six, ref random, order);

        Assert.Equal([5, 1, 3, 4, 0, 2], order);
    }

    [Fact]
    public void More_items_than_can_be_summed_over_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Marginals(new double[13]));
        Assert.Throws<ArgumentException>(() => Marginals([]));
        Assert.Throws<ArgumentException>(() => PlackettLuce.Marginals([1, 1], new double[3]));
    }

    private static double[] OneSetAtATime(double[] weights)
    {
        int items = weights.Length;
        double[] marginals = new double[items * items], reached = new double[1 << items];
        reached[0] = 1;
        for (int set = 0; set < reached.Length - 1; set++)
        {
            int[] open = [.. Enumerable.Range(0, items).Where(i => (set & (1 << i)) == 0)];
            double left = open.Sum(i => weights[i]);
            foreach (int item in open)
            {
                double comes = reached[set] * weights[item] / left;
                marginals[(items - open.Length) * items + item] += comes;
                reached[set | (1 << item)] += comes;
            }
        }

        return marginals;
    }

    private static IEnumerable<(int[] Order, double Chance)> Orders(int[] before, double[] weights, double chance)
    {
        if (before.Length == weights.Length)
            return [(before, chance)];
        int[] left = [.. Enumerable.Range(0, weights.Length).Except(before)];
        double total = left.Sum(i => weights[i]);
        return left.SelectMany(i => Orders([.. before, i], weights, chance * weights[i] / total));
    }
}
