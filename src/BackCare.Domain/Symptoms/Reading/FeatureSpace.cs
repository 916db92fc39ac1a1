namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Groups of features that are weighed as one.</summary>
internal enum FeatureBlock
{
    Concept,
    ConceptPair,
    Word,
    WordPair,
    Letters,
}

/// <summary>Features of one stretch of text: sparse, no feature twice; reused by one thread.</summary>
internal sealed class FeatureBag
{
    private readonly int[] first = new int[6];
    private readonly int[] end = new int[6];
    private int[] stamps = [];
    private int stamp;

    /// <summary>Feature numbers, block by block.</summary>
    public int[] Ids { get; private set; } = new int[2_048];

    /// <summary>Value of each feature.</summary>
    public float[] Values { get; private set; } = new float[2_048];

    /// <summary>Number of features.</summary>
    public int Count { get; private set; }

    /// <summary>Features of the current block that no phrase taught.</summary>
    private int unknown;

    private FeatureBlock current;

    public void Clear(int features)
    {
        if (stamps.Length < features)
            stamps = new int[Math.Max(features, stamps.Length * 2)];
        stamp++;
        Count = 0;
    }

    public void Begin(FeatureBlock block)
    {
        current = block;
        first[(int)block] = Count;
        unknown = 0;
    }

    public void Add(int feature)
    {
        if (feature < 0)
        {
            unknown++;
            return;
        }

        if (feature >= stamps.Length)
            Array.Resize(ref stamps, (feature + 1) * 2);
        if (stamps[feature] == stamp)
            return;
        stamps[feature] = stamp;
        if (Count == Ids.Length)
            Grow();
        Ids[Count++] = feature;
    }

    /// <summary>Gives the block's features a common length of <paramref name="weight"/>, less when part of them is unknown.</summary>
    public void End(float weight, float unknownShare)
    {
        int from = first[(int)current], known = Count - from;
        end[(int)current] = Count;
        if (known == 0)
            return;
        float value = weight / MathF.Sqrt(known + (unknownShare * unknown));
        Values.AsSpan(from, known).Fill(value);
    }

    /// <summary>Where a block's features end.</summary>
    public int End(FeatureBlock block) => end[(int)block];

    private void Grow()
    {
        int[] ids = new int[Ids.Length * 2];
        float[] values = new float[Ids.Length * 2];
        Ids.CopyTo(ids, 0);
        Values.CopyTo(values, 0);
        (Ids, Values) = (ids, values);
    }
}

/// <summary>What a stretch of text looks like to the model: concepts, pairs of concepts, words, pairs of words and groups of letters.</summary>
internal sealed class FeatureSpace(Vocabulary vocabulary)
{
    private const int MaxConcepts = 20;
    private const int MaxDistinct = 64;
    private const float UnknownShare = 0.5f;
    private static readonly float[] BlockWeights = [1.0f, 0.7f, 0.8f, 0.5f, 0.7f];

    private readonly Dictionary<ulong, int> ids = [];
    private int[][] lettersOfWord = [];
    private bool open = true;

    /// <summary>Number of features.</summary>
    public int Count => ids.Count;

    /// <summary>No feature is added from here on.</summary>
    public void Close()
    {
        open = false;
        lettersOfWord = new int[vocabulary.Count][];
    }

    /// <summary>Writes the features of the words <paramref name="first"/> to <paramref name="last"/>, with body parts carried over.</summary>
    public void Extract(ReadText text, int first, int last, ReadOnlySpan<Concept> inherited, FeatureBag bag)
    {
        bag.Clear(ids.Count);
        AddConcepts(text, first, last, inherited, bag);
        AddWords(text, first, last, bag);
        AddWordPairs(text, first, last, bag);
        AddLetters(text, first, last, bag);
    }

    /// <summary>The feature of a concept, or -1.</summary>
    public int OfConcept(Concept concept) => ids.GetValueOrDefault(((ulong)FeatureBlock.Concept << 56) | (uint)concept.Index, -1);

    /// <summary>The feature of a word, or -1.</summary>
    public int OfWord(int word) => word < 0 ? -1 : ids.GetValueOrDefault(((ulong)FeatureBlock.Word << 56) | (uint)word, -1);

    private void AddConcepts(ReadText text, int first, int last, ReadOnlySpan<Concept> inherited, FeatureBag bag)
    {
        Span<int> concepts = stackalloc int[MaxDistinct];
        int count = 0;
        foreach (Concept concept in inherited)
            count = AddDistinct(concepts, count, concept.Index);
        foreach (ConceptHit hit in text.Concepts)
        {
            if (hit.First > last)
                break;
            if (hit.First >= first && hit.Last <= last && !hit.Negated && hit.Concept.Kind is not (ConceptKind.Qualifier or ConceptKind.Function))
                count = AddDistinct(concepts, count, hit.Concept.Index);
        }

        // In the order of the lexicon, so that a cut does not depend on the order of the text.
        concepts[..count].Sort();
        count = Math.Min(count, MaxConcepts);
        bag.Begin(FeatureBlock.Concept);
        for (int i = 0; i < count; i++)
            bag.Add(Id(FeatureBlock.Concept, (ulong)concepts[i]));
        bag.End(BlockWeights[0], 0);
        bag.Begin(FeatureBlock.ConceptPair);
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
                bag.Add(Id(FeatureBlock.ConceptPair, ((ulong)Math.Min(concepts[i], concepts[j]) << 20) | (uint)Math.Max(concepts[i], concepts[j])));
        }

        bag.End(BlockWeights[1], 0);
    }

    private static int AddDistinct(Span<int> concepts, int count, int concept)
    {
        if (count < concepts.Length && !concepts[..count].Contains(concept))
            concepts[count++] = concept;
        return count;
    }

    private void AddWords(ReadText text, int first, int last, FeatureBag bag)
    {
        bag.Begin(FeatureBlock.Word);
        for (int i = first; i <= last; i++)
        {
            int word = text.Tokens.ReadAs[i];
            if (text.Tokens.Negated[i] || vocabulary.Is(word, WordFacts.Stop)
                || text.Role[i] is FunctionRole.Negation or FunctionRole.Join or FunctionRole.Contrast)
                continue;
            bag.Add(word < 0 ? -1 : Id(FeatureBlock.Word, (uint)word));
        }

        bag.End(BlockWeights[2], UnknownShare);
    }

    // Pairs of neighbouring content words; never across a clause border, so that the order of clauses does not matter.
    private void AddWordPairs(ReadText text, int first, int last, FeatureBag bag)
    {
        bag.Begin(FeatureBlock.WordPair);
        int previous = -1;
        for (int i = first; i <= last; i++)
        {
            int word = text.Tokens.ReadAs[i];
            if (i > first && text.ClauseOf[i] != text.ClauseOf[i - 1])
                previous = -1;
            if (text.Tokens.Negated[i] || text.Role[i] == FunctionRole.Negation || word < 0)
            {
                previous = -1;
                continue;
            }

            if (vocabulary.Is(word, WordFacts.Filler))
                continue;
            if (previous >= 0)
                bag.Add(Id(FeatureBlock.WordPair, ((ulong)previous << 20) | (uint)word));
            previous = word;
        }

        bag.End(BlockWeights[3], UnknownShare);
    }

    private void AddLetters(ReadText text, int first, int last, FeatureBag bag)
    {
        bag.Begin(FeatureBlock.Letters);
        Span<int> spare = stackalloc int[80];
        for (int i = first; i <= last; i++)
        {
            int word = text.Tokens.ReadAs[i];
            if (text.Tokens.Negated[i] || text.Role[i] == FunctionRole.Negation || vocabulary.Is(word, WordFacts.Stop))
                continue;
            ReadOnlySpan<int> letters = word >= 0 && !open
                ? lettersOfWord[word] ??= LettersOf(vocabulary[word], spare).ToArray()
                : LettersOf(word >= 0 ? vocabulary[word] : text.Tokens.Folded(i), spare);
            foreach (int letter in letters)
                bag.Add(letter);
        }

        bag.End(BlockWeights[4], UnknownShare);
    }

    // Groups of three and four letters, the word's ends marked.
    private ReadOnlySpan<int> LettersOf(ReadOnlySpan<char> word, Span<int> into)
    {
        int count = 0;
        for (int at = -1; at <= word.Length - 2 && count < into.Length - 1; at++)
        {
            ulong three = (Code(word, at) << 12) | (Code(word, at + 1) << 6) | Code(word, at + 2);
            into[count++] = Id(FeatureBlock.Letters, three);
            if (at <= word.Length - 3)
                into[count++] = Id(FeatureBlock.Letters, (1UL << 30) | (three << 6) | Code(word, at + 3));
        }

        return into[..count];
    }

    private static ulong Code(ReadOnlySpan<char> word, int at)
    {
        if (at < 0 || at >= word.Length)
            return 1;
        char c = word[at];
        return c is >= 'a' and <= 'z' ? (ulong)(c - 'a' + 2) : c is >= '0' and <= '9' ? (ulong)(c - '0' + 30) : 63;
    }

    private int Id(FeatureBlock block, ulong key)
    {
        key |= (ulong)block << 56;
        if (ids.TryGetValue(key, out int id))
            return id;
        if (!open)
            return -1;
        ids[key] = ids.Count;
        return ids.Count - 1;
    }
}
