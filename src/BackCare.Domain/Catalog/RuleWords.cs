using BackCare.Domain.Catalog.Search;

namespace BackCare.Domain.Catalog;

/// <summary>Compares what a shopper typed with the search texts of rules, word by word as the catalogue search folds them.</summary>
public static class RuleWords
{
    /// <summary>The folded words of a text, in its order.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SearchWords.Of(text);
    }

    /// <summary>True when all words that are wanted stand in the text, side by side and in their order; false when none is wanted.</summary>
    /// <param name="text">Folded words of the text.</param>
    /// <param name="wanted">Folded words of a search text.</param>
    public static bool Holds(IReadOnlyList<string> text, IReadOnlyList<string> wanted)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(wanted);
        for (int start = 0; wanted.Count > 0 && start + wanted.Count <= text.Count; start++)
        {
            int same = 0;
            while (same < wanted.Count && text[start + same] == wanted[same])
                same++;
            if (same == wanted.Count)
                return true;
        }

        return false;
    }
}
