using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.Promotion;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Tests.Domain.Learn.Promotion;

public class PromotionGateTests
{
    private static readonly GateEvidence Good = new("hash", "hash", Evaluation(), new SafetyEvidence(40, []), 0.4);

    private static Interval Around(double estimate, double half) => new(estimate, estimate - half, estimate + half, half / 2);

    private static ModelEvaluation Evaluation(Interval? gain = null, Interval? value = null, double sampleSize = 500, SliceFigures[]? slices = null, string reference = "champion") => new()
    {
        Groups = 3_000,
        Counted = 2_000,
        Reference = reference,
        Metrics = [new MetricFigures("ndcg@10", true, Around(0.7, 0.01), [new BaselineFigure(reference, Around(0.68, 0.01), gain ?? Around(0.02, 0.01))])],
        Slices = slices ?? [],
        Quality = [],
        OffPolicy = [new OffPolicyComparison("clicks", 3_000, new OffPolicyEstimate(
            3_000, Around(0.5, 0.02), Around(0.5, 0.1), value ?? Around(0.52, 0.05), null, sampleSize, 1, 9, 0))],
        Calibration = null,
    };

    private static GateDecision Decided(GateEvidence evidence) => PromotionGate.Decide(evidence, new GateThresholds());

    private static GateOutcome Outcome(GateEvidence evidence, string reason) => Decided(evidence).Reasons.Single(r => r.Name == reason).Outcome;

    [Fact]
    public void A_challenger_that_holds_everything_is_promoted_with_six_reasons()
    {
        GateDecision decision = Decided(Good);

        Assert.Equal((GateVerdict.Promote, "promote"), (decision.Verdict, decision.VerdictName));
        Assert.Equal(["schema", "ndcg", "slices", "off_policy", "safety", "scoring_time"], decision.Reasons.Select(reason => reason.Name));
        Assert.All(decision.Reasons, reason => Assert.Equal(GateOutcome.Passed, reason.Outcome));
    }

    [Theory]
    [InlineData(0.001, 0.0029, GateOutcome.Passed)] // lower end −0.0019
    [InlineData(0.001, 0.0030, GateOutcome.Failed)] // lower end −0.0020: not above −ε
    [InlineData(0, 0.0001, GateOutcome.Failed)] // mean not above 0
    [InlineData(-0.01, 0.001, GateOutcome.Failed)]
    [InlineData(0.05, 0.2, GateOutcome.Failed)]
    [InlineData(0.05, double.NaN, GateOutcome.Unknown)]
    public void The_lower_end_must_lie_above_minus_epsilon_and_the_mean_above_zero(double mean, double half, GateOutcome outcome) =>
        Assert.Equal(outcome, Outcome(Good with { Evaluation = Evaluation(Around(mean, half)) }, "ndcg"));

    [Theory]
    [InlineData(-0.01, 0.011, GateVerdict.Promote)] // upper end +0.001: may be as good
    [InlineData(-0.01, 0.010, GateVerdict.Promote)] // upper end 0
    [InlineData(-0.01, 0.009, GateVerdict.Refuse)] // upper end −0.001
    [InlineData(0.01, double.NaN, GateVerdict.NotEnoughEvidence)]
    public void Beside_a_starter_a_model_better_than_the_prior_must_only_not_be_worse_beyond_its_interval(double mean, double half, GateVerdict verdict)
    {
        ModelEvaluation measured = Evaluation(reference: "knowledge");
        MetricFigures ndcg = measured.Gate with { Baselines = [.. measured.Gate.Baselines, new BaselineFigure("champion", Around(0.7, 0.01), Around(mean, half))] };
        GateEvidence evidence = Good with { Evaluation = measured with { Metrics = [ndcg], BesideStarter = true } };

        Assert.Equal(verdict, Decided(evidence).Verdict);
        Assert.Equal(["schema", "ndcg", "slices", "off_policy", "starter", "safety", "scoring_time"], Decided(evidence).Reasons.Select(reason => reason.Name));
        Assert.Equal(GateVerdict.Refuse, Decided(evidence with { Evaluation = evidence.Evaluation with { Metrics = [ndcg with { Baselines = [ndcg.Baselines[0] with { Gain = Around(-0.01, 0.001) }, ndcg.Baselines[1]] }] } }).Verdict);
    }

    [Theory]
    [InlineData(200, -0.021, GateOutcome.Failed)]
    [InlineData(199, -0.021, GateOutcome.Passed)]
    [InlineData(200, -0.019, GateOutcome.Passed)]
    public void A_large_slice_that_falls_by_more_than_delta_refuses(int groups, double fall, GateOutcome outcome) =>
        Assert.Equal(outcome, Outcome(Good with
        {
            Evaluation = Evaluation(slices: [new SliceFigures("region foot", groups, Around(0.6, 0.1), Around(0.6, 0.1), Around(fall, 0.01))]),
        }, "slices"));

    [Fact]
    public void Too_small_a_sample_is_not_enough_evidence_and_a_worse_value_refuses()
    {
        GateEvidence small = Good with { Evaluation = Evaluation(sampleSize: 99) };
        GateEvidence worse = Good with { Evaluation = Evaluation(value: Around(0.4, 0.05)) };
        GateEvidence maybe = Good with { Evaluation = Evaluation(value: Around(0.46, 0.05)) };

        Assert.Equal((GateVerdict.NotEnoughEvidence, "not_enough_evidence"), (Decided(small).Verdict, Decided(small).VerdictName));
        Assert.Equal(GateVerdict.Refuse, Decided(worse).Verdict);
        Assert.Equal(GateVerdict.Promote, Decided(maybe).Verdict);
        Assert.Equal(GateVerdict.NotEnoughEvidence, Decided(Good with { Evaluation = Evaluation() with { OffPolicy = [] } }).Verdict);
    }

    [Fact]
    public void What_fails_outweighs_what_is_not_known()
    {
        GateDecision decision = Decided(Good with { Evaluation = Evaluation(sampleSize: 5), Safety = new SafetyEvidence(40, ["numb saddle"]) });

        Assert.Equal("refuse", decision.VerdictName);
        Assert.Contains("1 of 40 safety cases: numb saddle", decision.Reasons.Single(reason => reason.Name == "safety").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_schema_slow_scoring_and_safety_never_run_do_not_pass()
    {
        Assert.Equal(GateOutcome.Failed, Outcome(Good with { ModelSchemaHash = "other" }, "schema"));
        Assert.Equal(GateOutcome.Passed, Outcome(Good with { ScoringP99Ms = 2 }, "scoring_time"));
        Assert.Equal(GateOutcome.Failed, Outcome(Good with { ScoringP99Ms = 2.01 }, "scoring_time"));
        Assert.Equal(GateOutcome.Failed, Outcome(Good with { ScoringP99Ms = double.NaN }, "scoring_time"));
        Assert.Equal(GateOutcome.Unknown, Outcome(Good with { Safety = new SafetyEvidence(0, []) }, "safety"));
    }

    [Fact]
    public void Without_a_champion_the_knowledge_prior_is_what_must_be_beaten()
    {
        GateReason reason = Decided(Good with { Evaluation = Evaluation(reference: "knowledge") }).Reasons[1];

        Assert.Equal(GateOutcome.Passed, reason.Outcome);
        Assert.Contains("+0.0200 against the knowledge prior on 2000 test lists", reason.Text, StringComparison.Ordinal);
    }
}
