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

    /// <summary>True when all words of <paramref name="query"/> stand in the text, side by side and in their order; false for a query without words.</summary>
    public static bool Holds(IReadOnlyList<string> text, string query)
    {
        ArgumentNullException.ThrowIfNull(text);
        IReadOnlyList<string> wanted = Of(query);
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
