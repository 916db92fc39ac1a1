using BackCare.App.Accounts;
using BackCare.Domain.Learn.Experiments;

namespace BackCare.App.Learn.Experiments;

/// <summary>An experiment as it is stored; what it found is read from the journal.</summary>
public sealed class StoredExperiment
{
    /// <summary>Surfaces that can run one experiment at a time. A shadow serves nobody and stands beside the other.</summary>
    public const string Recommendations = "recommendations", Shadow = "shadow";

    public required string Id { get; set; }

    public required string Name { get; set; }

    public ExperimentKind Kind { get; set; }

    public required string ControlModel { get; set; }

    public double? ControlBudget { get; set; }

    public double? ControlTemperature { get; set; }

    public required string TreatmentModel { get; set; }

    public double? TreatmentBudget { get; set; }

    public double? TreatmentTemperature { get; set; }

    public double Share { get; set; }

    public ExperimentGoal Goal { get; set; }

    public int WindowMinutes { get; set; }

    public double Alpha { get; set; }

    public DateTime StartedUtc { get; set; }

    public required string StartedBy { get; set; }

    public DateTime? StoppedUtc { get; set; }

    public string? StoppedBy { get; set; }

    /// <summary>Why it was stopped, in words.</summary>
    public string? StopReason { get; set; }

    /// <summary>The surface while it runs, null afterwards; unique, so that two can never run on one surface.</summary>
    public string? RunningOn { get; set; }

    /// <summary>Ends it; the caller saves.</summary>
    internal void Stop(Actor by, string reason, TimeProvider clock, AuditTrail trail)
    {
        (RunningOn, StoppedUtc, StoppedBy, StopReason) = (null, clock.GetUtcNow().UtcDateTime, by.Name, reason);
        trail.Add(by, "experiment.stopped", $"experiment:{Id}", reason.Length > 0 ? $"{Name}: {reason}" : Name);
    }

    /// <summary>The experiment as decisions read it.</summary>
    public Experiment ToExperiment() => new(
        Id, Kind, new ExperimentArm(ControlModel, ControlBudget, ControlTemperature), new ExperimentArm(TreatmentModel, TreatmentBudget, TreatmentTemperature),
        Share, Goal, TimeSpan.FromMinutes(WindowMinutes), Alpha, StartedUtc, StoppedUtc);
}

/// <summary>Sums of answers by arm while an experiment runs; nothing of a request is in them.</summary>
public sealed class ExperimentTally
{
    public required string ExperimentId { get; set; }

    /// <summary>control, treatment, interleaved, or outside for consented requests that took no part.</summary>
    public required string Arm { get; set; }

    public long Requests { get; set; }

    public long Referrals { get; set; }

    public long Abstentions { get; set; }

    public long Slow { get; set; }
}
