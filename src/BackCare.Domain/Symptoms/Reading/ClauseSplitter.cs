namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Cuts a text where one complaint may end and the next begin.</summary>
internal static class ClauseSplitter
{
    private const int MaxClauses = 24;

    /// <summary>Cuts at sentence ends, at commas and brackets, and before joining and contrasting words.</summary>
    public static void Split(ReadText text)
    {
        text.Clauses.Clear();
        int first = 0, sentence = 0;
        for (int i = 0; i < text.Tokens.Count; i++)
        {
            Border before = text.Tokens.Before[i];
            bool starts = before != Border.None || text.Role[i] is FunctionRole.Contrast or FunctionRole.Join;
            if (i > first && starts && text.Clauses.Count < MaxClauses - 1)
            {
                text.Clauses.Add(new Clause(first, i - 1, sentence));
                first = i;
            }

            if (i > 0 && before == Border.Sentence)
                sentence++;
            text.SentenceOf[i] = sentence;
            text.ClauseOf[i] = text.Clauses.Count;
        }

        if (text.Tokens.Count > 0)
            text.Clauses.Add(new Clause(first, text.Tokens.Count - 1, sentence));
    }
}
