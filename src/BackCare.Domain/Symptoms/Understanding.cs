using BackCare.Domain.Safety;

namespace BackCare.Domain.Symptoms;

/// <summary>A stretch of the shopper's text, in UTF-16 code units of the text as it was sent.</summary>
/// <param name="Start">First character, 0-based.</param>
/// <param name="Length">Characters.</param>
public readonly record struct TextSpan(int Start, int Length);

/// <summary>Where a linked symptom comes from.</summary>
public enum LinkOrigin
{
    /// <summary>The shopper's own words.</summary>
    Text,

    /// <summary>Ticked by the shopper.</summary>
    Ticked,
}

/// <summary>A symptom that the report is about.</summary>
/// <param name="SymptomId">The symptom.</param>
/// <param name="Confidence">In (0, 1]; 1 for a ticked symptom.</param>
/// <param name="Span">The words that said so; null when ticked.</param>
/// <param name="Side">Side, when stated for this complaint.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record LinkedSymptom(string SymptomId, double Confidence, TextSpan? Span, BodySide? Side, LinkOrigin Origin);

/// <summary>A danger sign named, and not negated, in the text. Not a diagnosis; the gate decides what it does.</summary>
/// <param name="RedFlagId">The danger sign.</param>
/// <param name="Source">The pattern id (RP###) or <c>trigger</c> for a literal phrase of the danger sign.</param>
/// <param name="OnMatch">What the match does before it is confirmed.</param>
/// <param name="Span">The words that said so.</param>
public sealed record RedFlagMention(string RedFlagId, string Source, OnMatch OnMatch, TextSpan Span);

/// <summary>What was read out of a report, before any decision is taken on it.</summary>
public sealed record Understanding
{
    /// <summary>Symptoms, best first; ties by id. Empty when the text is about something else.</summary>
    public IReadOnlyList<LinkedSymptom> Symptoms { get; init; } = [];

    /// <summary>Danger signs named in the text, one per danger sign and order of appearance.</summary>
    public IReadOnlyList<RedFlagMention> RedFlags { get; init; } = [];

    /// <summary>Qualifiers stated in the text or confirmed, by id.</summary>
    public IReadOnlyList<string> Qualifiers { get; init; } = [];

    /// <summary>Severity 0–10, from the form or the text.</summary>
    public int? Severity { get; init; }

    /// <summary>Duration in days, from the form or the text.</summary>
    public int? DurationDays { get; init; }

    /// <summary>Side, from the form or the text.</summary>
    public BodySide? Side { get; init; }

    /// <summary>Activity, from the form or the text.</summary>
    public string? Activity { get; init; }

    /// <summary>The one qualifier that separates tied top candidates best; null when nothing is tied.</summary>
    public Qualifier? Question { get; init; }
}
