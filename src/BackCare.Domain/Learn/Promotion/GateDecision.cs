namespace BackCare.Domain.Learn.Promotion;

/// <summary>What the gate says of a challenger.</summary>
public enum GateVerdict
{
    /// <summary>It holds everything and may be promoted.</summary>
    Promote,

    /// <summary>It fails something and is not promoted.</summary>
    Refuse,

    /// <summary>Nothing speaks against it, but too little for it: a person may decide, and is recorded.</summary>
    NotEnoughEvidence,
}

/// <summary>How one requirement came out.</summary>
public enum GateOutcome
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold.</summary>
    Failed,

    /// <summary>There is too little data to say.</summary>
    Unknown,
}

/// <summary>One requirement with its figures.</summary>
/// <param name="Name">Such as <c>ndcg</c>.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Text">A sentence with the figures.</param>
public sealed record GateReason(string Name, GateOutcome Outcome, string Text);

/// <summary>The verdict with every reason.</summary>
/// <param name="Verdict">What is said.</param>
/// <param name="Reasons">One a requirement, in a fixed order.</param>
public sealed record GateDecision(GateVerdict Verdict, IReadOnlyList<GateReason> Reasons)
{
    /// <summary>The verdict as cards, pages and commands write it: <c>promote</c>, <c>refuse</c> or <c>not_enough_evidence</c>.</summary>
    public string VerdictName => Verdict switch
    {
        GateVerdict.Promote => "promote",
        GateVerdict.Refuse => "refuse",
        GateVerdict.NotEnoughEvidence => "not_enough_evidence",
        _ => throw new InvalidOperationException($"Unhandled verdict {Verdict}."),
    };
}
