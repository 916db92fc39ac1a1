namespace BackCare.Domain.Symptoms.Reading;

/// <summary>A fixed expression met in a text.</summary>
internal readonly record struct TermHit(int Term, int First, int Last)
{
    /// <summary>Words covered, fillers included.</summary>
    public int Width => Last - First + 1;

    /// <summary>True when this hit lies inside a longer one.</summary>
    public bool Inside(TermHit other) => First >= other.First && Last <= other.Last && Width < other.Width;
}

/// <summary>Finds fixed expressions (words, prefixes, several words with fillers between them) in a text.</summary>
/// <remarks>Expressions are indexed by their first word or prefix, so that a word of text only meets the expressions that it can start.</remarks>
internal sealed class TermIndex
{
    private const int MaxFillers = 2;
    private const int MaxTermsPerText = 4_096;

    private readonly List<int[]> atoms = [];
    private readonly Dictionary<string, int> termIds = new(StringComparer.Ordinal);
    private readonly List<List<int>> byFirstWord = [];
    private readonly List<List<int>> byFirstPrefix = [];
    private readonly Dictionary<string, int> prefixIds = new(StringComparer.Ordinal);
    private readonly List<string> prefixes = [];
    private readonly Vocabulary vocabulary;
    private readonly Tokens scratch = new();

    public TermIndex(Vocabulary vocabulary) => this.vocabulary = vocabulary;

    /// <summary>Number of expressions.</summary>
    public int Count => atoms.Count;

    /// <summary>Words that the expression is made of, fillers left out.</summary>
    public int Words(int term) => atoms[term].Length;

    /// <summary>The vocabulary number of the expression's word at <paramref name="at"/>, or -1 for a prefix.</summary>
    public int WordAt(int term, int at) => Math.Max(atoms[term][at], -1);

    /// <summary>Adds an expression and returns its number; the same words twice are one expression. -1 when nothing is left of it.</summary>
    public int Add(string text)
    {
        int[] parts = [.. Parse(text)];
        if (parts.Length == 0)
            return -1;
        string key = string.Join(',', parts);
        if (termIds.TryGetValue(key, out int id))
            return id;
        id = atoms.Count;
        termIds[key] = id;
        atoms.Add(parts);
        List<List<int>> table = parts[0] >= 0 ? byFirstWord : byFirstPrefix;
        int slot = parts[0] >= 0 ? parts[0] : ~parts[0];
        while (table.Count <= slot)
            table.Add([]);
        table[slot].Add(id);
        return id;
    }

    /// <summary>Every expression in the text, in order of its first word; words of a sentence only.</summary>
    public void Match(Tokens text, List<TermHit> hits)
    {
        hits.Clear();
        for (int at = 0; at < text.Count && hits.Count < MaxTermsPerText; at++)
        {
            MatchWord(text, at, text.Word[at], hits);
            if (text.ReadAs[at] != text.Word[at])
                MatchWord(text, at, text.ReadAs[at], hits);
            MatchPrefixes(text, at, text.Folded(at), hits);
            if (text.ReadAs[at] != text.Word[at] && text.ReadAs[at] >= 0)
                MatchPrefixes(text, at, vocabulary[text.ReadAs[at]], hits);
        }
    }

    /// <summary>True when a prefix of at least <paramref name="atLeast"/> letters starts the word.</summary>
    public bool HasPrefix(ReadOnlySpan<char> word, int atLeast)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = prefixIds.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int length = atLeast; length <= word.Length; length++)
        {
            if (lookup.ContainsKey(word[..length]))
                return true;
        }

        return false;
    }

    private void MatchWord(Tokens text, int at, int word, List<TermHit> hits)
    {
        if (word >= 0 && word < byFirstWord.Count)
            MatchAll(text, at, byFirstWord[word], hits);
    }

    private void MatchPrefixes(Tokens text, int at, ReadOnlySpan<char> word, List<TermHit> hits)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = prefixIds.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int length = 2; length <= word.Length; length++)
        {
            if (lookup.TryGetValue(word[..length], out int prefix) && prefix < byFirstPrefix.Count)
                MatchAll(text, at, byFirstPrefix[prefix], hits);
        }
    }

    private void MatchAll(Tokens text, int at, List<int> terms, List<TermHit> hits)
    {
        foreach (int term in terms)
        {
            int last = LastOf(text, at, atoms[term]);
            var hit = new TermHit(term, at, last);
            if (last >= 0 && (hits.Count == 0 || hits[^1] != hit))
                hits.Add(hit);
        }
    }

    private int LastOf(Tokens text, int at, int[] parts)
    {
        for (int i = 1; i < parts.Length; i++)
        {
            int fillers = 0;
            do
            {
                at++;
                if (at >= text.Count || text.Before[at] != Border.None)
                    return -1;
            }
            while (!Matches(text, at, parts[i]) && vocabulary.Is(text.Word[at], WordFacts.Filler) && fillers++ < MaxFillers);
            if (!Matches(text, at, parts[i]))
                return -1;
        }

        return at;
    }

    private bool Matches(Tokens text, int at, int part)
    {
        if (part >= 0)
            return text.Word[at] == part || text.ReadAs[at] == part;
        string prefix = prefixes[~part];
        return text.Folded(at).StartsWith(prefix)
            || (text.ReadAs[at] >= 0 && vocabulary[text.ReadAs[at]].StartsWith(prefix, StringComparison.Ordinal));
    }

    // Words are numbers of the vocabulary; prefixes are complements of their own numbers.
    private IEnumerable<int> Parse(string text)
    {
        List<(string Word, bool Prefix)> words = [];
        foreach (string piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            scratch.Read(piece);
            for (int i = 0; i < scratch.Count; i++)
                words.Add((scratch.Folded(i).ToString(), piece.EndsWith('*') && i == scratch.Count - 1));
        }

        for (int i = 0; i < words.Count; i++)
        {
            (string word, bool prefix) = words[i];
            bool inside = i > 0 && i < words.Count - 1;
            if (inside && !prefix && vocabulary.Is(vocabulary.Find(word), WordFacts.Filler))
                continue;
            yield return prefix ? ~PrefixId(word) : vocabulary.Add(word, WordFacts.Known);
        }
    }

    private int PrefixId(string prefix)
    {
        if (!prefixIds.TryGetValue(prefix, out int id))
        {
            id = prefixes.Count;
            prefixIds[prefix] = id;
            prefixes.Add(prefix);
        }

        return id;
    }
}
