namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Finds the known word that a misspelt one was meant to be.</summary>
/// <remarks>
/// Symmetric deletion: a word and its correction within distance d share a form reachable by at most d deletions from each.
/// Forms of the known words are hashed once; a look-up hashes the forms of the text's word (at most 1 + 20 + 190) and verifies
/// the few hits with the optimal-string-alignment distance (substitution, insertion, deletion, transposition of neighbours).
/// One edit from 4 letters on, two from 8 letters on; words over 20 letters are not corrected.
/// </remarks>
internal sealed class SpellingIndex
{
    private const int MinLength = 4;
    private const int TwoEditsFrom = 8;
    private const int MaxLength = 20;
    private const int MaxHits = 64;

    private readonly Vocabulary vocabulary;
    private readonly Dictionary<ulong, int> buckets = [];
    private readonly int[] next;
    private readonly int[] wordOf;

    public SpellingIndex(Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        List<int> nextForm = [], formWord = [];
        for (int word = 0; word < vocabulary.Count; word++)
        {
            if (!vocabulary.Is(word, WordFacts.Target) || vocabulary[word].Length is < MinLength or > MaxLength)
                continue;
            int owner = word;
            VisitForms(vocabulary[word], vocabulary[word].Length >= TwoEditsFrom - 1 ? 2 : 1, hash =>
            {
                nextForm.Add(buckets.TryGetValue(hash, out int head) ? head : -1);
                formWord.Add(owner);
                buckets[hash] = formWord.Count - 1;
            });
        }

        next = [.. nextForm];
        wordOf = [.. formWord];
    }

    /// <summary>The best correction, or -1. Fewer edits win, then the same first letter, then the alphabet.</summary>
    public int Correct(ReadOnlySpan<char> word)
    {
        if (word.Length is < MinLength or > MaxLength || ContainsDigit(word))
            return -1;
        int edits = word.Length >= TwoEditsFrom ? 2 : 1;
        Span<int> seen = stackalloc int[MaxHits];
        int seenCount = 0, best = -1, bestCost = int.MaxValue;
        Try(Hash(word, -1, -1), word, edits, seen, ref seenCount, ref best, ref bestCost);
        for (int i = 0; i < word.Length; i++)
            Try(Hash(word, i, -1), word, edits, seen, ref seenCount, ref best, ref bestCost);
        if (edits == 2 && bestCost > 3)
        {
            for (int i = 0; i < word.Length; i++)
            {
                for (int j = i + 1; j < word.Length; j++)
                    Try(Hash(word, i, j), word, edits, seen, ref seenCount, ref best, ref bestCost);
            }
        }

        return best;
    }

    /// <summary>Optimal-string-alignment distance, or <paramref name="limit"/> + 1 when it is larger.</summary>
    internal static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
            return limit + 1;
        Span<int> before = stackalloc int[b.Length + 1], above = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            above[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int value = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    value = Math.Min(value, before[j - 2] + 1);
                row[j] = value;
                least = Math.Min(least, value);
            }

            if (least > limit)
                return limit + 1;
            Span<int> spare = before;
            before = above;
            above = row;
            row = spare;
        }

        return Math.Min(above[b.Length], limit + 1);
    }

    private void Try(ulong hash, ReadOnlySpan<char> word, int edits, Span<int> seen, ref int seenCount, ref int best, ref int bestCost)
    {
        if (!buckets.TryGetValue(hash, out int form))
            return;
        for (; form >= 0 && seenCount < MaxHits; form = next[form])
        {
            int candidate = wordOf[form];
            if (seen[..seenCount].Contains(candidate))
                continue;
            seen[seenCount++] = candidate;
            int cost = Cost(word, vocabulary[candidate], edits);
            if (cost < bestCost || (cost == bestCost && best >= 0 && string.CompareOrdinal(vocabulary[candidate], vocabulary[best]) < 0))
                (best, bestCost) = (candidate, cost);
        }
    }

    // Edits count double so that a changed first letter breaks ties; a first letter may change only in longer words with one edit.
    private static int Cost(ReadOnlySpan<char> word, string candidate, int edits)
    {
        int distance = Distance(word, candidate, edits);
        bool sameStart = word[0] == candidate[0];
        if (distance > edits || (!sameStart && (distance > 1 || word.Length < 5)) || (distance == 2 && candidate.Length < TwoEditsFrom - 1))
            return int.MaxValue;
        return (2 * distance) + (sameStart ? 0 : 1);
    }

    private static void VisitForms(string word, int deletions, Action<ulong> visit)
    {
        visit(Hash(word, -1, -1));
        for (int i = 0; i < word.Length; i++)
        {
            visit(Hash(word, i, -1));
            for (int j = i + 1; deletions == 2 && j < word.Length; j++)
                visit(Hash(word, i, j));
        }
    }

    private static bool ContainsDigit(ReadOnlySpan<char> word) => word.IndexOfAnyInRange('0', '9') >= 0;

    // FNV-1a over the letters that remain.
    private static ulong Hash(ReadOnlySpan<char> word, int skipped, int alsoSkipped)
    {
        ulong hash = 14695981039346656037;
        for (int i = 0; i < word.Length; i++)
        {
            if (i != skipped && i != alsoSkipped)
                hash = (hash ^ word[i]) * 1099511628211;
        }

        return hash;
    }
}
