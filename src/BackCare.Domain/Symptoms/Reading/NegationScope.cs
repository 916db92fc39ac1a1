namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Marks the words that a negation covers.</summary>
/// <remarks>
/// A negation covers up to <see cref="MaxWords"/> words to its right, to the end of its clause; a denied list ("no fever, chills or
/// weight loss") goes on to its last member. A denial ("is fine", "no me duele") covers its clause. A negation inside the scope of
/// another lifts it. A lone "no" followed by a comma is an answer and denies nothing.
/// </remarks>
internal static class NegationScope
{
    private const int MaxWords = 7;
    private const int MaxListItemWords = 3;

    /// <summary>Sets <see cref="Tokens.Negated"/> for every word.</summary>
    public static void Mark(ReadText text)
    {
        Tokens tokens = text.Tokens;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (text.Role[i] == FunctionRole.Denial)
                MarkClause(text, i);
            if (text.Role[i] != FunctionRole.Negation || IsAnswer(tokens, i))
                continue;
            int last = LastOf(text, i);
            for (int j = i + 1; j <= last; j++)
                tokens.Negated[j] = !LiftedBetween(text, i, j);
            i = Math.Max(i, last);
        }
    }

    private static bool IsAnswer(Tokens tokens, int at) =>
        at + 1 >= tokens.Count || (tokens.Before[at + 1] != Border.None && tokens.Length[at] <= 3);

    private static bool LiftedBetween(ReadText text, int negation, int at)
    {
        bool lifted = false;
        for (int j = negation + 1; j < at; j++)
            lifted ^= text.Role[j] == FunctionRole.Negation && text.Role[j - 1] == FunctionRole.Negation;
        return lifted;
    }

    private static int LastOf(ReadText text, int negation)
    {
        Tokens tokens = text.Tokens;
        int last = negation, words = 0;
        for (int i = negation + 1; i < tokens.Count && words < MaxWords; i++)
        {
            if (tokens.Before[i] == Border.Sentence || text.Role[i] == FunctionRole.Contrast)
                break;
            if (tokens.Before[i] == Border.Part)
            {
                int listEnd = ListEnd(text, i);
                if (listEnd < 0)
                    break;
                return listEnd;
            }

            if (text.Role[i] == FunctionRole.Join)
                break;
            if (text.Role[i] == FunctionRole.Or)
                words = 0;
            last = i;
            words++;
        }

        return last;
    }

    // "…, chills or weight loss": short members up to one that is joined by or, nor, ni.
    private static int ListEnd(ReadText text, int at)
    {
        Tokens tokens = text.Tokens;
        int item = 0;
        for (int i = at; i < tokens.Count; i++)
        {
            if (text.Role[i] == FunctionRole.Or)
            {
                int last = i;
                for (int j = i + 1; j < tokens.Count && j <= i + MaxListItemWords && tokens.Before[j] == Border.None
                    && text.Role[j] is FunctionRole.None or FunctionRole.Or or FunctionRole.NotNegation; j++)
                {
                    last = j;
                }

                return last;
            }

            if (text.Role[i] is FunctionRole.Contrast or FunctionRole.Join or FunctionRole.Denial || (i > at && tokens.Before[i] == Border.Sentence))
                return -1;
            item = tokens.Before[i] == Border.None ? item + 1 : 1;
            if (item > MaxListItemWords)
                return -1;
        }

        return -1;
    }

    private static void MarkClause(ReadText text, int denial)
    {
        Clause clause = text.Clauses[text.ClauseOf[denial]];
        text.Tokens.Negated.AsSpan(clause.First, clause.Last - clause.First + 1).Fill(true);
    }
}
