namespace BackCare.Domain.Symptoms.Reading;

/// <summary>A concept met in a text.</summary>
internal readonly record struct ConceptHit(Concept Concept, int First, int Last, bool Negated);

/// <summary>A stretch of words that may be a complaint of its own.</summary>
internal readonly record struct Clause(int First, int Last, int Sentence);

/// <summary>A text as it was read; reused from text to text by one thread.</summary>
internal sealed class ReadText
{
    /// <summary>Words.</summary>
    public Tokens Tokens { get; } = new();

    /// <summary>Every expression met.</summary>
    public List<TermHit> Terms { get; } = [];

    /// <summary>Concepts that count, in order; those hidden by a longer expression are left out.</summary>
    public List<ConceptHit> Concepts { get; } = [];

    /// <summary>The part that each word plays.</summary>
    public FunctionRole[] Role { get; } = new FunctionRole[Tokens.MaxTokens];

    /// <summary>Clauses in order, covering every word.</summary>
    public List<Clause> Clauses { get; } = [];

    /// <summary>Clause of each word.</summary>
    public int[] ClauseOf { get; } = new int[Tokens.MaxTokens];

    /// <summary>Sentence of each word.</summary>
    public int[] SentenceOf { get; } = new int[Tokens.MaxTokens];
}
