namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Reads left, right or both for a stretch of words.</summary>
internal static class SideReader
{
    /// <summary>The side, or null when none is stated; left and right together are both.</summary>
    public static BodySide? Read(Tokens tokens, int first, int last)
    {
        bool left = false, right = false;
        for (int i = first; i <= last; i++)
        {
            if (tokens.Negated[i])
                continue;
            ReadOnlySpan<char> word = tokens.Folded(i);
            if (word is "both" or "ambos" or "ambas" or "bilateral" or "bilaterally" || IsTheTwo(tokens, i))
                return BodySide.Both;
            left |= (word is "left" or "lft" or "izq" || word.StartsWith("izquierd")) && !(i > first && tokens.Folded(i - 1) is "have" or "has" or "had" or "i");
            right |= (word is "right" or "rt" or "der" || word.StartsWith("derech")) && !IsNoSide(tokens, i, last);
        }

        return left && right ? BodySide.Both : left ? BodySide.Left : right ? BodySide.Right : null;
    }

    private static bool IsTheTwo(Tokens tokens, int at) =>
        at + 1 < tokens.Count && tokens.Folded(at) is "las" or "los" && tokens.Folded(at + 1) is "dos";

    // "right now", "right under the kneecap", "all right", "that's right".
    private static bool IsNoSide(Tokens tokens, int at, int last)
    {
        ReadOnlySpan<char> next = at < last ? tokens.Folded(at + 1) : default;
        ReadOnlySpan<char> previous = at > 0 ? tokens.Folded(at - 1) : default;
        return next is "now" or "under" or "below" or "above" or "away" or "behind" or "at" or "where" or "after" or "in" or "on" or "when" or "before"
            or "by" or "next" or "shoe" or "shoes" or "size" or "product" or "one" or "through" or "across" or "over" or "along" or "around"
            || previous is "all" or "thats" or "healed" or "feel" or "never" or "not" or "fit";
    }
}
