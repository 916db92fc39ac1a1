using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Collects the vocabulary, the expressions and the concepts.</summary>
internal static class TextReadingBuilder
{
    /// <summary>Builds the parts. <paramref name="extraTerms"/> are expressions of the danger signs; they are numbered in order.</summary>
    public static (TextReading Reading, TermIndex Terms, int[] ExtraTermIds) Build(KnowledgeBase knowledge, IReadOnlyList<string> extraTerms)
    {
        var vocabulary = new Vocabulary();
        var tokens = new Tokens();
        AddWords(EverydayWords.Fillers, WordFacts.Common | WordFacts.Filler | WordFacts.Stop);
        AddWords(EverydayWords.Stops, WordFacts.Common | WordFacts.Stop);
        AddWords(EverydayWords.Others, WordFacts.Common | WordFacts.Target);

        var terms = new TermIndex(vocabulary);
        var lexicon = new Lexicon(knowledge.Rows.Lexicon, terms);
        int[] extra = [.. extraTerms.Select(terms.Add)];
        int known = vocabulary.Count;
        foreach (Symptom symptom in knowledge.Rows.Symptoms)
            AddWords(symptom.Name + " " + symptom.Description, WordFacts.Known | WordFacts.Target);

        var source = new List<int>();
        for (int p = 0; p < knowledge.Rows.Phrases.Count; p++)
            AddPhrase(knowledge.Rows.Phrases[p], p);
        for (int word = 0; word < known; word++)
            vocabulary.Add(vocabulary[word], WordFacts.Target);
        while (source.Count < vocabulary.Count)
            source.Add(-1);
        return (new TextReading(vocabulary, new SpellingIndex(vocabulary), terms, lexicon, source), terms, extra);

        // Word by word: the lists are longer than the longest text that is read as one.
        void AddWords(string text, WordFacts facts)
        {
            foreach (Range word in text.AsSpan().Split(' '))
            {
                tokens.Read(text[word]);
                for (int i = 0; i < tokens.Count; i++)
                    vocabulary.Add(tokens.Folded(i), facts);
            }
        }

        void AddPhrase(SymptomPhrase phrase, int index)
        {
            while (source.Count < vocabulary.Count)
                source.Add(-1);
            tokens.Read(phrase.Phrase);
            for (int i = 0; i < tokens.Count; i++)
            {
                int word = vocabulary.Add(tokens.Folded(i), phrase.Kind == "misspelling" ? WordFacts.None : WordFacts.Known | WordFacts.Target);
                if (word == source.Count)
                    source.Add(index);
                else if (source[word] != index)
                    source[word] = -1;
            }
        }
    }
}
