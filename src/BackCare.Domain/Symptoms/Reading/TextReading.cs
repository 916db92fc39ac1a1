namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Turns a text into words, expressions, concepts, negations and clauses.</summary>
internal sealed class TextReading(Vocabulary vocabulary, SpellingIndex spelling, TermIndex terms, Lexicon lexicon, IReadOnlyList<int> soleSource)
{
    private const int MaxCorrections = 96;
    private const int MinPrefixEvidence = 4;
    private const int MaxTermWidth = 12;

    /// <summary>The words and their numbers.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The concepts.</summary>
    public Lexicon Lexicon => lexicon;

    /// <summary>Reads a text. With <paramref name="withoutPhrase"/> set, words that only that phrase taught are unknown.</summary>
    public void Read(ReadOnlySpan<char> text, ReadText into, int withoutPhrase = -1)
    {
        into.Tokens.Read(text);
        ResolveWords(into.Tokens, withoutPhrase);
        terms.Match(into.Tokens, into.Terms);
        TagRoles(into);
        ClauseSplitter.Split(into);
        NegationScope.Mark(into);
        TagConcepts(into);
    }

    private void ResolveWords(Tokens tokens, int withoutPhrase)
    {
        int corrections = 0;
        Span<char> buffer = stackalloc char[Tokens.MaxWordLength];
        for (int i = 0; i < tokens.Count; i++)
        {
            ReadOnlySpan<char> folded = tokens.Folded(i);
            int word = vocabulary.Find(folded);
            if (word >= 0 && withoutPhrase >= 0 && soleSource[word] == withoutPhrase)
                word = -1;
            int readAs = vocabulary.Is(word, WordFacts.Known | WordFacts.Common) ? word : -1;
            if (readAs < 0 && tokens.Stretched[i])
                readAs = vocabulary.Find(Shorten(folded, buffer));
            if (readAs < 0 && corrections < MaxCorrections && !terms.HasPrefix(folded, MinPrefixEvidence))
            {
                corrections++;
                readAs = spelling.Correct(folded);
            }

            tokens.Word[i] = word;
            tokens.ReadAs[i] = readAs >= 0 ? readAs : word;
        }
    }

    // "soo" and "heeel" arrive as "soo" and "heel"; a stretched single letter is tried as one letter.
    private static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> word, Span<char> buffer)
    {
        int length = 0;
        foreach (char c in word)
        {
            if (length == 0 || buffer[length - 1] != c)
                buffer[length++] = c;
        }

        return buffer[..length];
    }

    // Expressions of several words keep their inner "no", "not" or "and" from steering the reading.
    private void TagRoles(ReadText text)
    {
        text.Role.AsSpan(0, text.Tokens.Count).Clear();
        foreach (TermHit hit in text.Terms)
        {
            if (hit.Width > 1 && !Steers(hit.Term))
                text.Role.AsSpan(hit.First, hit.Width).Fill(FunctionRole.NotNegation);
        }

        int steeredTo = -1;
        foreach (TermHit hit in text.Terms)
        {
            foreach (Concept concept in lexicon.Of(hit.Term))
            {
                // The "not" of "do not have" is no second negation.
                if (concept.Role == FunctionRole.Negation && hit.Last <= steeredTo)
                    continue;
                if (concept.Role == FunctionRole.FeelLoss && ComplaintFollows(text, hit))
                {
                    text.Role.AsSpan(hit.First, hit.Width).Clear();
                    text.Tokens.Negated.AsSpan(hit.First, hit.Width).Fill(true);
                    text.Role[hit.First] = FunctionRole.Negation;
                }
                else if (concept.Role is not (FunctionRole.None or FunctionRole.FeelLoss or FunctionRole.NotBody or FunctionRole.NotNegation)
                    && text.Role[hit.First] is FunctionRole.None or FunctionRole.Negation or FunctionRole.Join)
                {
                    text.Role[hit.First] = concept.Role;
                    if (concept.Role == FunctionRole.Negation)
                        steeredTo = Math.Max(steeredTo, hit.Last);
                }
            }
        }
    }

    // "can't feel my toes" is a lost feeling; "can't feel any pain" denies the pain.
    private bool ComplaintFollows(ReadText text, TermHit loss)
    {
        foreach (TermHit hit in text.Terms)
        {
            if (hit.First <= loss.Last || hit.First > loss.Last + 3 || text.Tokens.Before[hit.First] != Border.None)
                continue;
            foreach (Concept concept in lexicon.Of(hit.Term))
            {
                if (concept.Kind == ConceptKind.Sensation)
                    return true;
            }
        }

        return false;
    }

    private bool Steers(int term)
    {
        foreach (Concept concept in lexicon.Of(term))
        {
            if (concept.Role is FunctionRole.Negation or FunctionRole.Denial or FunctionRole.Contrast or FunctionRole.Join or FunctionRole.Or)
                return true;
        }

        return false;
    }

    private void TagConcepts(ReadText text)
    {
        text.Concepts.Clear();
        for (int i = 0; i < text.Terms.Count; i++)
        {
            TermHit hit = text.Terms[i];
            foreach (Concept concept in lexicon.Of(hit.Term))
            {
                if (concept.Kind == ConceptKind.Function || (concept.Kind == ConceptKind.Body && HiddenBodyPart(text, i)))
                    continue;
                bool negated = text.Tokens.Negated[hit.First] || text.Tokens.Negated[hit.Last];
                text.Concepts.Add(new ConceptHit(concept, hit.First, hit.Last, negated));
            }
        }
    }

    // "back of my heel" is no back; "come back" neither. Expressions are in order of their first word and at most a dozen words wide.
    private bool HiddenBodyPart(ReadText text, int index)
    {
        TermHit hit = text.Terms[index];
        int from = index;
        while (from > 0 && text.Terms[from - 1].First >= hit.First - MaxTermWidth)
            from--;
        for (int i = from; i < text.Terms.Count && text.Terms[i].First <= hit.First; i++)
        {
            if (!hit.Inside(text.Terms[i]))
                continue;
            foreach (Concept concept in lexicon.Of(text.Terms[i].Term))
            {
                if (concept.Kind == ConceptKind.Body || concept.Role == FunctionRole.NotBody)
                    return true;
            }
        }

        return false;
    }
}
