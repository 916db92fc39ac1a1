namespace BackCare.Domain.Symptoms;

/// <summary>One word of the text after reading.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Folded">Lower case, no accents, apostrophes dropped, long repetitions shortened.</param>
/// <param name="ReadAs">The known word that it was taken for when misspelt; null when it stands as it is.</param>
public sealed record TracedToken(TextSpan Span, string Folded, string? ReadAs);

/// <summary>A concept of the lexicon found in the text.</summary>
/// <param name="Concept">Such as <c>heel</c>.</param>
/// <param name="Type">body, sensation, timing, activity, context, person or condition.</param>
/// <param name="Span">The words that name it.</param>
/// <param name="Negated">It stands inside a negation.</param>
public sealed record TracedConcept(string Concept, string Type, TextSpan Span, bool Negated);

/// <summary>A stretch of text that was scored as one complaint; the first is the whole text.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="InheritedConcepts">Body parts carried over from the part before.</param>
public sealed record TracedClause(TextSpan Span, IReadOnlyList<string> InheritedConcepts);

/// <summary>One candidate symptom for one stretch of text, with the parts that its score is made of.</summary>
/// <param name="SymptomId">The symptom.</param>
/// <param name="Clause">Index into <see cref="LinkTrace.Clauses"/>.</param>
/// <param name="ConceptScore">From body parts, feelings, timing and their pairs.</param>
/// <param name="PhraseScore">From words, pairs of words and letters that the known phrases share.</param>
/// <param name="Confidence">In [0, 1], of this stretch alone.</param>
public sealed record TracedCandidate(string SymptomId, int Clause, double ConceptScore, double PhraseScore, double Confidence);

/// <summary>A danger-sign pattern that was met, also when it then did not count.</summary>
/// <param name="RedFlagId">The danger sign.</param>
/// <param name="Source">Pattern id or <c>trigger</c>.</param>
/// <param name="Span">The words.</param>
/// <param name="Negated">The text denies it, so it does not count.</param>
public sealed record TracedRedFlag(string RedFlagId, string Source, TextSpan Span, bool Negated);

/// <summary>Every step from a text to what was understood, for people who ask why.</summary>
public sealed record LinkTrace
{
    /// <summary>Words in order.</summary>
    public IReadOnlyList<TracedToken> Tokens { get; init; } = [];

    /// <summary>Concepts in order.</summary>
    public IReadOnlyList<TracedConcept> Concepts { get; init; } = [];

    /// <summary>Stretches that a negation covers.</summary>
    public IReadOnlyList<TextSpan> Negated { get; init; } = [];

    /// <summary>The whole text, its complaints, its clauses.</summary>
    public IReadOnlyList<TracedClause> Clauses { get; init; } = [];

    /// <summary>Best candidates per clause, best first.</summary>
    public IReadOnlyList<TracedCandidate> Candidates { get; init; } = [];

    /// <summary>Danger-sign patterns met.</summary>
    public IReadOnlyList<TracedRedFlag> RedFlags { get; init; } = [];

    /// <summary>Confidence below which nothing is linked.</summary>
    public double Threshold { get; init; }

    /// <summary>What came out.</summary>
    public required Understanding Understanding { get; init; }
}
