namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Every word that the knowledge base or everyday speech uses, with a small number for each.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<string> words = [];
    private readonly List<WordFacts> facts = [];

    public Vocabulary() => lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Number of words.</summary>
    public int Count => words.Count;

    /// <summary>The folded word.</summary>
    public string this[int word] => words[word];

    /// <summary>The number of a folded word, or -1.</summary>
    public int Find(ReadOnlySpan<char> folded) => lookup.TryGetValue(folded, out int id) ? id : -1;

    /// <summary>The number of a folded word, which is added when new.</summary>
    public int Add(ReadOnlySpan<char> folded, WordFacts fact)
    {
        if (lookup.TryGetValue(folded, out int id))
        {
            facts[id] |= fact;
            return id;
        }

        ids[folded.ToString()] = words.Count;
        words.Add(folded.ToString());
        facts.Add(fact);
        return words.Count - 1;
    }

    /// <summary>True when the word has any of the marks.</summary>
    public bool Is(int word, WordFacts fact) => word >= 0 && (facts[word] & fact) != 0;
}

/// <summary>What is known about a word.</summary>
[Flags]
internal enum WordFacts
{
    None = 0,

    /// <summary>Everyday word; never taken for a misspelling.</summary>
    Common = 1,

    /// <summary>A misspelt word may be read as this one.</summary>
    Target = 2,

    /// <summary>Stands in the knowledge base as it is; never taken for a misspelling.</summary>
    Known = 4,

    /// <summary>Article, possessive or intensifier: skipped inside a fixed expression.</summary>
    Filler = 8,

    /// <summary>Says little about a complaint: article, pronoun, auxiliary.</summary>
    Stop = 16,
}
