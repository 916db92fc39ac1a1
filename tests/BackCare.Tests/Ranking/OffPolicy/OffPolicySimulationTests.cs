using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Tests.Ranking.OffPolicy;

/// <summary>A seeded world with a known value: four items, known click rates, a logging policy and another one to be valued.</summary>
public class OffPolicySimulationTests
{
    private static readonly double[] Rates = [0.1, 0.3, 0.5, 0.2];
    private static readonly double[] Logging = [0.4, 0.3, 0.1, 0.2];
    private static readonly double[] Target = [0.1, 0.2, 0.5, 0.2];

    // A model that is wrong on every item: doubly robust must not care.
    private static readonly double[] Model = [0.2, 0.2, 0.4, 0.3];

    private static double Truth => Rates.Zip(Target, (rate, share) => rate * share).Sum();

    [Fact]
    public void Intervals_cover_the_true_value_about_as_often_as_they_say()
    {
        const int Trials = 300;
        int ips = 0, snips = 0, robust = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            OffPolicyEstimate value = OffPolicyEstimator.PerItem(
                Simulate(entries: 400, seed: trial),
                new OffPolicyOptions { Bootstrap = new BootstrapOptions(Resamples: 300, Seed: (ulong)trial) });
            ips += value.Ips.Contains(Truth) ? 1 : 0;
            snips += value.Snips.Contains(Truth) ? 1 : 0;
            robust += value.DoublyRobust!.Value.Contains(Truth) ? 1 : 0;
        }

        // 0.95 with a standard error of 0.0126 over 300 trials.
        Assert.InRange(ips / (double)Trials, 0.91, 0.985);
        Assert.InRange(snips / (double)Trials, 0.91, 0.985);
        Assert.InRange(robust / (double)Trials, 0.91, 0.985);
    }

    [Fact]
    public void With_much_data_every_estimator_finds_the_value_and_the_naive_mean_does_not()
    {
        OffPolicyEstimate value = OffPolicyEstimator.PerItem(
            Simulate(entries: 200_000, seed: 1), new OffPolicyOptions { Bootstrap = new BootstrapOptions(Resamples: 100) });

        Assert.Equal(Truth, value.Ips.Estimate, 0.006);
        Assert.Equal(Truth, value.Snips.Estimate, 0.006);
        Assert.Equal(Truth, value.DoublyRobust!.Value.Estimate, 0.006);
        Assert.Equal(1, value.MeanWeight, 0.01);
        Assert.True(Math.Abs(value.Logged.Estimate - Truth) > 0.1);
    }

    [Fact]
    public void The_slate_form_finds_the_clicks_per_list_of_another_ranking_policy()
    {
        // Two positions examined with 1 and 0.5; the logging policy draws a random order of three items, the target one shows item 2 above item 1.
        double[] attraction = [0.2, 0.4, 0.6];
        double truth = attraction[2] + 0.5 * attraction[1];
        Random random = new(9);
        List<double> rewards = [], propensities = [], targets = [];
        List<int> lists = [];
        for (int list = 0; list < 20_000; list++)
        {
            int[] order = [0, 1, 2];
            random.Shuffle(order);
            for (int p = 0; p < 2; p++)
            {
                rewards.Add(random.NextDouble() < attraction[order[p]] * (p == 0 ? 1 : 0.5) ? 1 : 0);
                propensities.Add(1.0 / 3);
                targets.Add(order[p] == (p == 0 ? 2 : 1) ? 1 : 0);
                lists.Add(list);
            }
        }

        OffPolicyEstimate value = OffPolicyEstimator.PerList(
            new OffPolicyLog(rewards, propensities, targets, lists: lists),
            new OffPolicyOptions { Bootstrap = new BootstrapOptions(Resamples: 300) });

        Assert.True(value.Ips.Contains(truth));
        Assert.True(value.Snips.Contains(truth));
        Assert.Equal(truth, value.Ips.Estimate, 0.03);
    }

    private static OffPolicyLog Simulate(int entries, int seed)
    {
        Random random = new(seed);
        double[] rewards = new double[entries], propensities = new double[entries], targets = new double[entries];
        double[] estimates = new double[entries], targetValues = new double[entries];
        Array.Fill(targetValues, Model.Zip(Target, (rate, share) => rate * share).Sum());
        for (int entry = 0; entry < entries; entry++)
        {
            int item = Draw(random.NextDouble());
            rewards[entry] = random.NextDouble() < Rates[item] ? 1 : 0;
            propensities[entry] = Logging[item];
            targets[entry] = Target[item];
            estimates[entry] = Model[item];
        }
        return new OffPolicyLog(rewards, propensities, targets, estimates, targetValues);
    }

    private static int Draw(double at)
    {
        int item = 0;
        for (; item < Logging.Length - 1 && at >= Logging[item]; item++)
            at -= Logging[item];
        return item;
    }
}
