using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Catalog.Suggest;

/// <summary>Cuts texts about products into words, pairs of words and pieces of words, each with a weight.</summary>
internal static class TextFeatures
{
    private const int Piece = 4;
    private const double PairWeight = 1, PieceWeight = 0.15;

    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "its", "of", "on", "or", "the", "this", "to", "with", "you", "your", "s",
        "de", "la", "el", "los", "las", "para", "con", "y", "en", "del", "un", "una",
    };

    /// <summary>Adds what a text says to a bag.</summary>
    /// <param name="bag">Weights by feature.</param>
    /// <param name="text">The text.</param>
    /// <param name="weight">How much it counts: a name says more than a description.</param>
    public static void Add(Dictionary<string, double> bag, string text, double weight)
    {
        string[] words = [.. Words(text)];
        for (int i = 0; i < words.Length; i++)
        {
            Count(bag, words[i], weight);
            if (i > 0)
                Count(bag, $"{words[i - 1]} {words[i]}", weight * PairWeight);
            for (int at = 0; at + Piece <= words[i].Length && words[i].Length > Piece; at++)
                Count(bag, $"~{words[i].AsSpan(at, Piece)}", weight * PieceWeight);
        }
    }

    /// <summary>The words of a text, folded, without the plural's s and without words that say nothing.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new System.Text.StringBuilder();
        for (int i = 0; i <= text.Length; i++)
        {
            char folded = i == text.Length ? '\u0001' : WordFolding.IsApostrophe(text[i]) ? WordFolding.Skip : WordFolding.Fold(text[i]);
            if (folded == WordFolding.Skip)
                continue;
            if (folded != '\u0001')
            {
                word.Append(folded);
                continue;
            }

            if (word.Length > 0 && Stem(word.ToString()) is var stem && !Empty.Contains(stem))
                yield return stem;
            word.Clear();
        }
    }

    private static string Stem(string word) =>
        word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static void Count(Dictionary<string, double> bag, string feature, double weight) => bag[feature] = bag.GetValueOrDefault(feature) + weight;
}
