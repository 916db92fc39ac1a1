namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Reads "8/10", "8 out of 10", "un 7 de 10", "pain level 6".</summary>
internal static class SeverityReader
{
    /// <summary>The first severity, 0–10, with its words; null when none is stated. A date ("since 8/10", "8/10/2025") is none.</summary>
    public static (int Value, int First, int Last)? Read(Tokens tokens, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            if (NumberWords.Read(tokens.Folded(i)) is not { } number || number > 10 || number != Math.Floor(number) || tokens.Folded(i) is "a" or "an")
                continue;
            int last = TenAfter(tokens, text, i);
            if (last > 0 && !LooksLikeDate(tokens, text, i, last))
                return ((int)number, i, last);
            if (char.IsAsciiDigit(tokens.Folded(i)[0]) && IsLevel(tokens, i))
                return ((int)number, i - 1, i);
        }

        return null;
    }

    private static int TenAfter(Tokens tokens, ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= tokens.Count)
            return -1;
        ReadOnlySpan<char> between = text[(tokens.Start[at] + tokens.Length[at])..tokens.Start[at + 1]];
        if (tokens.Folded(at + 1) is "10" && between.Trim() is "/")
            return at + 1;
        if (at + 2 < tokens.Count && tokens.Folded(at + 2) is "10" or "ten" or "diez" && tokens.Folded(at + 1) is "of" or "de" or "sobre" or "over")
            return at + 2;
        bool outOf = at + 3 < tokens.Count && tokens.Folded(at + 1) is "out" && tokens.Folded(at + 2) is "of";
        return outOf && tokens.Folded(at + 3) is "10" or "ten" ? at + 3 : -1;
    }

    private static bool LooksLikeDate(Tokens tokens, ReadOnlySpan<char> text, int first, int last)
    {
        bool slash = last == first + 1;
        int end = tokens.Start[last] + tokens.Length[last];
        if (slash && end < text.Length && text[end] is '/' or '-')
            return true;
        if (first > 0 && tokens.Start[first] > 0 && text[tokens.Start[first] - 1] is '/' or '.')
            return true;
        return slash && first > 0 && tokens.Folded(first - 1) is "on" or "since" or "until" or "by" or "el" or "desde";
    }

    private static bool IsLevel(Tokens tokens, int at) =>
        at > 0 && (tokens.Folded(at - 1) is "level" or "nivel" or "severity" or "intensidad" || (at > 1
            && tokens.Folded(at - 1) is "is" or "of" or "a" or "de" && tokens.Folded(at - 2) is "level" or "nivel" or "severity" or "intensidad"));
}
