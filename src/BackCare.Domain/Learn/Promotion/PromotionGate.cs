using System.Globalization;
using BackCare.Domain.Learn.Evaluation;

namespace BackCare.Domain.Learn.Promotion;

/// <summary>Decides whether a challenger may take the champion's place.</summary>
/// <remarks>Clicks on the champion's lists favour the champion, so NDCG is propensity-weighted. Any requirement that fails refuses; one that cannot be told leaves the
/// decision to a person; only when all hold does the gate promote by itself.</remarks>
public static class PromotionGate
{
    /// <summary>Name of the requirement that is there when a starter was champion: then the others were held against the knowledge prior.</summary>
    public const string StarterRequirement = "starter";

    /// <summary>Looks at every requirement, whatever the others say, so that the reasons are complete.</summary>
    public static GateDecision Decide(GateEvidence evidence, GateThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(thresholds);
        GateReason[] reasons =
        [
            Schema(evidence), Ndcg(evidence.Evaluation, thresholds), Slices(evidence.Evaluation, thresholds), OffPolicy(evidence.Evaluation, thresholds),
            .. evidence.Evaluation.BesideStarter ? [Starter(evidence.Evaluation)] : Array.Empty<GateReason>(), Safety(evidence.Safety), Scoring(evidence.ScoringP99Ms, thresholds),
        ];
        GateVerdict verdict =
            reasons.Any(reason => reason.Outcome == GateOutcome.Failed) ? GateVerdict.Refuse
            : reasons.Any(reason => reason.Outcome == GateOutcome.Unknown) ? GateVerdict.NotEnoughEvidence
            : GateVerdict.Promote;
        return new GateDecision(verdict, reasons);
    }

    private static GateReason Schema(GateEvidence evidence) => evidence.ModelSchemaHash == evidence.ServedSchemaHash
        ? new("schema", GateOutcome.Passed, $"The model reads feature schema {evidence.ServedSchemaHash}, which this build serves.")
        : new("schema", GateOutcome.Failed, $"The model was trained on feature schema {evidence.ModelSchemaHash}, this build serves {evidence.ServedSchemaHash}. Retrain it with this build.");

    private static GateReason Ndcg(ModelEvaluation evaluation, GateThresholds thresholds)
    {
        MetricFigures metric = evaluation.Gate;
        if (metric.Of(evaluation.Reference) is not { Gain: { } gain } || !double.IsFinite(gain.Lower))
            return new("ndcg", GateOutcome.Unknown, $"{evaluation.Counted} test lists with a response are too few to compare with {Called(evaluation.Reference)}; collect more events.");
        string figures = $"{metric.Name} is {Signed(gain.Estimate)} against {Called(evaluation.Reference)} on {evaluation.Counted} test lists, 95 % interval {Signed(gain.Lower)} to {Signed(gain.Upper)}; ";
        if (gain.Lower > -thresholds.Epsilon && gain.Estimate > 0)
            return new("ndcg", GateOutcome.Passed, figures + $"the lower end lies above {Signed(-thresholds.Epsilon)}.");
        return new("ndcg", GateOutcome.Failed, figures + $"the mean must lie above 0 and the lower end above {Signed(-thresholds.Epsilon)}.");
    }

    /// <summary>Nothing was proven of a starter with this shop's shoppers, so it need not be beaten beyond doubt; what is worse than it beyond doubt must not take its place.</summary>
    private static GateReason Starter(ModelEvaluation evaluation)
    {
        MetricFigures metric = evaluation.Gate;
        if (metric.Of(RankerScores.Champion) is not { Gain: { } gain } || !double.IsFinite(gain.Upper))
            return new(StarterRequirement, GateOutcome.Unknown, $"{evaluation.Counted} test lists with a response are too few to compare with the starter that serves; collect more events.");
        string figures = $"{metric.Name} is {Signed(gain.Estimate)} against the starter that serves, 95 % interval {Signed(gain.Lower)} to {Signed(gain.Upper)}; ";
        return gain.Upper >= 0
            ? new(StarterRequirement, GateOutcome.Passed, figures + "it is not worse beyond its interval.")
            : new(StarterRequirement, GateOutcome.Failed, figures + "even the upper end is worse.");
    }

    private static GateReason Slices(ModelEvaluation evaluation, GateThresholds thresholds)
    {
        SliceFigures[] large = [.. evaluation.Slices.Where(slice => slice.Groups >= thresholds.SliceGroups)];
        SliceFigures[] fallen = [.. large.Where(slice => slice.Gain.Estimate < -thresholds.Delta)];
        return fallen.Length > 0
            ? new("slices", GateOutcome.Failed,
                $"{string.Join(", ", fallen.Select(slice => $"'{slice.Name}' falls by {Figure(-slice.Gain.Estimate)} on {slice.Groups} lists"))}; none of at least {thresholds.SliceGroups} lists may fall by more than {Figure(thresholds.Delta)}.")
            : new("slices", GateOutcome.Passed,
                $"{large.Length} of {evaluation.Slices.Count} slices have at least {thresholds.SliceGroups} lists; none of them falls by more than {Figure(thresholds.Delta)}.");
    }

    private static GateReason OffPolicy(ModelEvaluation evaluation, GateThresholds thresholds)
    {
        if (evaluation.OffPolicy is not [{ } clicks, ..])
            return new("off_policy", GateOutcome.Unknown, "No test list was served with exploration, so nobody can tell what the model would earn; set an exploration budget above 0.");
        string figures = $"Reordering {clicks.Lists} test lists would earn {Figure(clicks.Value.Estimate)} {clicks.Reward} a list ({Figure(clicks.Value.Lower)} to {Figure(clicks.Value.Upper)}) where serving earned "
            + $"{Figure(clicks.Estimate.Logged.Estimate)}; effective sample size {Whole(clicks.Estimate.EffectiveSampleSize)}";
        if (clicks.Estimate.EffectiveSampleSize < thresholds.EffectiveSampleSize || !double.IsFinite(clicks.Value.Upper))
            return new("off_policy", GateOutcome.Unknown, figures + $", of at least {Whole(thresholds.EffectiveSampleSize)}: not enough evidence.");
        return clicks.IsWorse
            ? new("off_policy", GateOutcome.Failed, figures + ". Even the upper end is worse.")
            : new("off_policy", GateOutcome.Passed, figures + ". It is not worse beyond its interval.");
    }

    private static GateReason Safety(SafetyEvidence safety) => safety switch
    {
        { Cases: 0 } => new("safety", GateOutcome.Unknown, "No safety case was run with the model."),
        { Changed.Count: 0 } => new("safety", GateOutcome.Passed, $"All {safety.Cases} safety cases come out as without the model."),
        _ => new("safety", GateOutcome.Failed, $"The model changes {safety.Changed.Count} of {safety.Cases} safety cases: {string.Join(", ", safety.Changed.Take(5))}."),
    };

    private static GateReason Scoring(double p99Ms, GateThresholds thresholds) => p99Ms <= thresholds.ScoringMs
        ? new("scoring_time", GateOutcome.Passed, $"200 candidates are scored within {Figure(p99Ms)} ms in 99 of 100 lists.")
        : new("scoring_time", GateOutcome.Failed, $"200 candidates take {Figure(p99Ms)} ms in one of 100 lists; at most {Figure(thresholds.ScoringMs)} ms are allowed. Train fewer or smaller trees.");

    private static string Called(string reference) => reference == RankerScores.Knowledge ? "the knowledge prior" : $"the {reference}";

    private static string Signed(double value) => value.ToString("+0.0000;\u22120.0000;0.0000", CultureInfo.InvariantCulture);

    private static string Figure(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
