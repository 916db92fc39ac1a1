using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Catalog.Search;

/// <summary>Cuts a text into folded words: lower case, no accents, no apostrophes, English plurals as singulars.</summary>
internal static class SearchWords
{
    private const int LongestWord = 40;

    /// <summary>The words in the order of the text.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        Span<char> word = stackalloc char[LongestWord];
        int length = 0;
        foreach (char c in text)
        {
            char folded = WordFolding.IsApostrophe(c) ? WordFolding.Skip : WordFolding.Fold(c);
            if (folded == WordFolding.Skip)
                continue;
            if (folded != '\u0001')
            {
                if (length < LongestWord)
                    word[length++] = folded;
                continue;
            }

            Take(words, word[..length]);
            length = 0;
        }

        Take(words, word[..length]);
        return words;
    }

    private static void Take(List<string> words, ReadOnlySpan<char> word)
    {
        if (word.Length > 0)
            words.Add(Singular(word).ToString());
    }

    private static ReadOnlySpan<char> Singular(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
}
