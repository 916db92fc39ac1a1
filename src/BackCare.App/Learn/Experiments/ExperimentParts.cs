using System.Text.Json.Serialization;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn.Experiments;

namespace BackCare.App.Learn.Experiments;

/// <summary>One way to rank, as the API writes it.</summary>
/// <param name="Model">A stored version, <c>champion</c> or <c>knowledge</c>.</param>
/// <param name="ExplorationBudget">Share of lists that explore; null for the shop's setting.</param>
/// <param name="ExplorationTemperature">Temperature of exploration; null for the shop's setting.</param>
public sealed record ArmPart(string Model, double? ExplorationBudget = null, double? ExplorationTemperature = null)
{
    internal static ArmPart Of(ExperimentArm arm) => new(arm.Model, arm.Budget, arm.Temperature);

    /// <summary>In words, for tables.</summary>
    [JsonIgnore]
    public string Words => new ExperimentArm(Model, ExplorationBudget, ExplorationTemperature).ToString();
}

/// <summary>A rate that the treatment must not raise.</summary>
/// <param name="Name">referrals, abstentions or slow answers.</param>
/// <param name="Control">Rate of the control, or of requests outside an interleaving experiment.</param>
/// <param name="Treatment">Rate of the treatment, or of interleaved lists.</param>
/// <param name="Tolerance">How much more is tolerated, as a difference of rates.</param>
/// <param name="State">open, held or broken; a broken one stops the experiment.</param>
public sealed record GuardrailPart(string Name, IntervalPart Control, IntervalPart Treatment, double Tolerance, string State);

/// <summary>An estimate with an interval that holds however often one looks.</summary>
/// <param name="Estimate">The estimate; null before anything was counted.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Count">What was counted.</param>
public sealed record IntervalPart(double? Estimate, double Lower, double Upper, long Count)
{
    internal static IntervalPart Of(SequentialInterval interval) => new(interval.Count == 0 ? null : interval.Estimate, interval.Lower, interval.Upper, interval.Count);
}

/// <summary>An experiment with its guardrails; what it measured is in <see cref="GetExperiment"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">ab_test, interleaving or shadow.</param>
/// <param name="Control">What serves today.</param>
/// <param name="Treatment">What is compared with it.</param>
/// <param name="Share">Share of consenting visitors who take part.</param>
/// <param name="Goal">click, add_to_cart or purchase.</param>
/// <param name="WindowMinutes">How long after the first list a success counts.</param>
/// <param name="Alpha">Chance of ever calling a difference that is not there.</param>
/// <param name="StartedUtc">When.</param>
/// <param name="StartedBy">By whom.</param>
/// <param name="StoppedUtc">When it ended; null while it runs.</param>
/// <param name="StoppedBy">By whom.</param>
/// <param name="StopReason">Why.</param>
/// <param name="Guardrails">Rates that must not rise; empty for a shadow.</param>
public sealed record ExperimentPart(
    string Id, string Name, string Kind, ArmPart Control, ArmPart Treatment, double Share, string Goal, int WindowMinutes, double Alpha, DateTime StartedUtc,
    string StartedBy, DateTime? StoppedUtc, string? StoppedBy, string? StopReason, IReadOnlyList<GuardrailPart> Guardrails)
{
    internal static ExperimentPart Of(StoredExperiment stored, IEnumerable<ExperimentTally> tallies)
    {
        Experiment experiment = stored.ToExperiment();
        return new ExperimentPart(
            stored.Id, stored.Name, stored.Kind.ToSnake(), ArmPart.Of(experiment.Control), ArmPart.Of(experiment.Treatment), stored.Share, stored.Goal.ToSnake(),
            stored.WindowMinutes, stored.Alpha, stored.StartedUtc, stored.StartedBy, stored.StoppedUtc, stored.StoppedBy, stored.StopReason,
            stored.Kind == ExperimentKind.Shadow ? [] : GuardrailsOf(stored, [.. tallies.Where(t => t.ExperimentId == stored.Id)]));
    }

    private static IReadOnlyList<GuardrailPart> GuardrailsOf(StoredExperiment stored, IReadOnlyList<ExperimentTally> tallies)
    {
        (string control, string treatment) = stored.Kind == ExperimentKind.Interleaving
            ? (ExperimentChoice.Outside, ExperimentArms.Interleaved.TrimEnd(':'))
            : (Experiment.ControlArm, Experiment.TreatmentArm);
        return
        [
            .. Guardrail.Of(TallyOf(control), TallyOf(treatment)).Select(g =>
                new GuardrailPart(g.Name, IntervalPart.Of(g.Control), IntervalPart.Of(g.Treatment), g.Tolerance, g.State.ToSnake())),
        ];

        ArmTally TallyOf(string arm) => tallies.FirstOrDefault(t => t.Arm == arm) is { } t ? new ArmTally(t.Requests, t.Referrals, t.Abstentions, t.Slow) : default;
    }
}
