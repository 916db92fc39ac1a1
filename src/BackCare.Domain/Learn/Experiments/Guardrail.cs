namespace BackCare.Domain.Learn.Experiments;

/// <summary>How a guardrail stands.</summary>
public enum GuardrailState
{
    /// <summary>Not enough requests to tell.</summary>
    Open,

    /// <summary>The treatment is worse by no more than is tolerated.</summary>
    Held,

    /// <summary>The treatment is worse by more than is tolerated: stop.</summary>
    Broken,
}

/// <summary>Answers of one arm, as far as guardrails ask. Sums over requests; nothing of a request is in them.</summary>
/// <param name="Requests">Answers.</param>
/// <param name="Referrals">Answers that referred to a clinician.</param>
/// <param name="Abstentions">Answers with nothing to show.</param>
/// <param name="Slow">Answers that took longer than <see cref="Guardrail.SlowMs"/>.</param>
public readonly record struct ArmTally(long Requests, long Referrals, long Abstentions, long Slow)
{
    /// <summary>Both together.</summary>
    public static ArmTally operator +(ArmTally a, ArmTally b) =>
        new(a.Requests + b.Requests, a.Referrals + b.Referrals, a.Abstentions + b.Abstentions, a.Slow + b.Slow);
}

/// <summary>A rate that the treatment must not raise: referrals, abstentions, slow answers.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Control">Rate of the control with an interval that holds at any time.</param>
/// <param name="Treatment">Rate of the treatment.</param>
/// <param name="Tolerance">How much more is tolerated, as a difference of rates.</param>
/// <param name="State">How it stands.</param>
/// <remarks>Ranking comes after safety, so an arm should not move referrals at all: a broken guardrail there means a defect, not a preference.</remarks>
public sealed record Guardrail(string Name, SequentialInterval Control, SequentialInterval Treatment, double Tolerance, GuardrailState State)
{
    /// <summary>An answer that takes longer is slow.</summary>
    public const double SlowMs = 50;

    /// <summary>Chance that a guardrail ever breaks while the arms are alike.</summary>
    public const double Alpha = 0.01;

    /// <summary>The three guardrails of an experiment.</summary>
    public static IReadOnlyList<Guardrail> Of(ArmTally control, ArmTally treatment) =>
    [
        Compare("referrals", control.Referrals, control.Requests, treatment.Referrals, treatment.Requests, tolerance: 0.01),
        Compare("abstentions", control.Abstentions, control.Requests, treatment.Abstentions, treatment.Requests, tolerance: 0.01),
        Compare("slow answers", control.Slow, control.Requests, treatment.Slow, treatment.Requests, tolerance: 0.02),
    ];

    private static Guardrail Compare(string name, long controlHits, long controlCount, long treatmentHits, long treatmentCount, double tolerance)
    {
        SequentialInterval control = RateSequence.Interval(controlHits, controlCount, Alpha / 2);
        SequentialInterval treatment = RateSequence.Interval(treatmentHits, treatmentCount, Alpha / 2);
        GuardrailState state = treatment.Lower - control.Upper > tolerance ? GuardrailState.Broken
            : treatment.Upper - control.Lower <= tolerance ? GuardrailState.Held
            : GuardrailState.Open;
        return new Guardrail(name, control, treatment, tolerance, state);
    }
}
