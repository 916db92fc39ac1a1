using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Tests.Ranking.OffPolicy;

public class OffPolicyEstimatorTests
{
    private static readonly OffPolicyOptions Quick = new() { Bootstrap = new BootstrapOptions(Resamples: 200) };

    [Fact]
    public void The_estimators_agree_with_a_case_worked_by_hand()
    {
        // Weights 2, 0.5, 0, 3: their sum is 5.5, the weighted rewards sum to 2 + 0 + 0 + 3.
        OffPolicyLog log = new([1, 0, 1, 1], [0.5, 0.5, 0.25, 0.25], [1, 0.25, 0, 0.75]);

        OffPolicyEstimate value = OffPolicyEstimator.PerItem(log, Quick);

        Assert.Equal(0.75, value.Logged.Estimate);
        Assert.Equal(5.0 / 4, value.Ips.Estimate, 15);
        Assert.Equal(5 / 5.5, value.Snips.Estimate, 15);
        Assert.Null(value.DoublyRobust);
        Assert.Equal(5.5 * 5.5 / (4 + 0.25 + 9), value.EffectiveSampleSize, 12);
        Assert.Equal(5.5 / 4, value.MeanWeight, 15);
        Assert.Equal(3, value.MaxWeight);
        Assert.Equal(0, value.Clipped);
    }

    [Fact]
    public void Doubly_robust_corrects_the_models_value_by_the_weighted_residual()
    {
        // Entry 1: 0.6 + 2 (1 − 0.8) = 1.0; entry 2: 0.5 + 0.5 (0 − 0.4) = 0.3.
        OffPolicyLog log = new([1, 0], [0.5, 0.5], [1, 0.25], [0.8, 0.4], [0.6, 0.5]);

        Assert.Equal(0.65, OffPolicyEstimator.PerItem(log, Quick).DoublyRobust!.Value.Estimate, 15);
    }

    [Fact]
    public void Clipping_cuts_large_weights_and_counts_them()
    {
        OffPolicyLog log = new([1, 0, 1, 1], [0.5, 0.5, 0.25, 0.25], [1, 0.25, 0, 0.75]);

        OffPolicyEstimate value = OffPolicyEstimator.PerItem(log, Quick with { Clip = 1.5 });

        Assert.Equal(3.0 / 4, value.Ips.Estimate, 15);
        Assert.Equal(3 / 3.5, value.Snips.Estimate, 15);
        Assert.Equal(2, value.Clipped);
        Assert.Equal(1.5, value.MaxWeight);
        Assert.Throws<ArgumentOutOfRangeException>(() => OffPolicyEstimator.PerItem(log, Quick with { Clip = 0 }));
    }

    [Fact]
    public void The_logging_policy_itself_is_valued_at_what_it_got()
    {
        OffPolicyLog log = new([1, 0, 3], [0.2, 0.5, 0.3], [0.2, 0.5, 0.3]);

        OffPolicyEstimate value = OffPolicyEstimator.PerItem(log, Quick);

        Assert.Equal(value.Logged, value.Ips);
        Assert.Equal(value.Logged.Estimate, value.Snips.Estimate, 15);
        Assert.Equal(3, value.EffectiveSampleSize, 12);
    }

    [Fact]
    public void The_slate_form_adds_up_the_positions_of_a_list_and_averages_over_lists()
    {
        // List 0: 2·1 + 1·0; list 1: 0.5·1 + 1·1. Weights sum to 4.5 over 4 entries in 2 lists.
        OffPolicyLog log = new([1, 0, 1, 1], [0.5, 0.5, 0.5, 0.5], [1, 0.5, 0.25, 0.5], lists: [0, 0, 1, 1]);

        OffPolicyEstimate value = OffPolicyEstimator.PerList(log, Quick);

        Assert.Equal(2, value.Units);
        Assert.Equal(1.5, value.Logged.Estimate);
        Assert.Equal(3.5 / 2, value.Ips.Estimate, 15);
        Assert.Equal(3.5 / 4.5 * 2, value.Snips.Estimate, 15);
    }

    [Fact]
    public void A_target_that_never_shows_a_logged_item_has_no_effective_sample()
    {
        OffPolicyEstimate value = OffPolicyEstimator.PerItem(new OffPolicyLog([1, 1], [0.5, 0.5], [0, 0]), Quick);

        Assert.Equal(0, value.EffectiveSampleSize);
        Assert.Equal(0, value.Ips.Estimate);
        Assert.True(double.IsNaN(value.Snips.Estimate));
    }

    [Fact]
    public void A_column_out_of_range_is_refused_with_the_entry_and_value()
    {
        Assert.Contains("Entry 2", Refusal([1, 1], [0.5, 0], [1, 1]), StringComparison.Ordinal);
        Assert.Contains("1.5", Refusal([1, 1], [0.5, 1.5], [1, 1]), StringComparison.Ordinal);
        Assert.Contains("-0.1", Refusal([1, 1], [0.5, 0.5], [1, -0.1]), StringComparison.Ordinal);
        Assert.Contains("NaN", Refusal([double.NaN], [0.5], [1]), StringComparison.Ordinal);
        Assert.Contains("empty", Refusal([], [], []), StringComparison.Ordinal);
        Assert.Contains("2 rewards", Refusal([1, 1], [0.5], [1, 1]), StringComparison.Ordinal);

        static string Refusal(double[] rewards, double[] propensities, double[] targets) =>
            Assert.Throws<ArgumentException>(() => new OffPolicyLog(rewards, propensities, targets)).Message;
    }
}
