using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Safety;

/// <summary>How a danger sign stands in one report. Order matters: of several answers to one question the later member counts.</summary>
internal enum FlagStatus
{
    /// <summary>Not asked yet.</summary>
    Open,

    /// <summary>Answered, and not the answer that raises it.</summary>
    Cleared,

    /// <summary>Declined by the shopper.</summary>
    Skipped,

    /// <summary>The shopper does not know.</summary>
    NotKnown,

    /// <summary>Confirmed by an answer, or by a fact that answers the question.</summary>
    Confirmed,
}

/// <summary>A danger sign with all that the report says of it.</summary>
/// <param name="Flag">The danger sign.</param>
/// <param name="Status">What the answer makes of it.</param>
/// <param name="Named">What a match in the text, or a severity, does before it is confirmed; null when nothing named it.</param>
/// <param name="NamedFrom">What named it.</param>
/// <param name="Gated">A matched symptom asks for it before products.</param>
internal sealed record FlagState(RedFlag Flag, FlagStatus Status, OnMatch? Named, FlagOrigin NamedFrom, bool Gated)
{
    /// <summary>Named and not settled by an answer.</summary>
    public bool StandsNamed => Named is not null && Status is not (FlagStatus.Cleared or FlagStatus.Confirmed);

    /// <summary>True when the question has no answer of any kind.</summary>
    public bool IsOpen => Status == FlagStatus.Open;

    /// <summary>Status that an answer gives to the danger sign. A skip is no answer to what the shopper's own words named.</summary>
    public FlagStatus After(AnswerValue answer) => answer switch
    {
        AnswerValue.Unknown => FlagStatus.NotKnown,
        AnswerValue.Skipped => SafetyGate.SkipMeansNo.Contains(Flag.Id) && Named is null ? FlagStatus.Cleared : FlagStatus.Skipped,
        AnswerValue.Yes => Flag.TriggerAnswer == "yes" ? FlagStatus.Confirmed : FlagStatus.Cleared,
        _ => Flag.TriggerAnswer == "no" ? FlagStatus.Confirmed : FlagStatus.Cleared,
    };
}
