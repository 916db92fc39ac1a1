using System.Text.RegularExpressions;
using BackCare.Domain.Symptoms;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Catalog;

/// <summary>A phrase in a text that promises more than the shop may say.</summary>
/// <param name="WordingId">The row of claims_wording.csv, CL###.</param>
/// <param name="Phrase">The phrase as the row has it.</param>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="Blocks">True when product copy with it must not be published, false when an editor must look at it.</param>
/// <param name="ReplaceWith">What to write instead.</param>
public sealed record ClaimMark(string WordingId, string Phrase, TextSpan Span, bool Blocks, string ReplaceWith);

/// <summary>Finds claims in product copy and reviews: "cures", "treats …", "clinically proven".</summary>
/// <remarks>
/// Words are compared by their stems, so that <c>cure</c>, <c>cured</c> and <c>curing</c> all meet <c>cures</c>. A phrase right behind a "not", "no" or "never"
/// is none. A share such as 88% is a claim in other words too, unless the text also has the share it is to be compared with. Immutable and safe for many threads.
/// </remarks>
public sealed partial class ClaimLint
{
    // A denial reaches over one word: "not a diagnosis".
    private const int DenialReach = 2;

    private static readonly string[] Endings = ["ing", "ly", "ed", "es", "e", "s"];
    private static readonly HashSet<string> Denials = new(StringComparer.Ordinal) { "not", "no", "never", "isnt", "doesnt", "cannot", "wont" };

    private readonly (ClaimWording Wording, string[] Stems)[] wordings;

    /// <summary>Prepares the phrases of a knowledge base.</summary>
    public ClaimLint(IReadOnlyList<ClaimWording> wordings)
    {
        ArgumentNullException.ThrowIfNull(wordings);
        this.wordings = [.. wordings.Select(w => (w, Words(w.Phrase).Select(word => Stem(word.Text)).ToArray())).Where(w => w.Item2.Length > 0)];
    }

    /// <summary>The claims in a text about a product of <paramref name="category"/>, in the order of the text; phrases of every category when it is null.</summary>
    public IReadOnlyList<ClaimMark> Read(string text, Category? category)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Word> words = Words(text);
        string[] stems = [.. words.Select(w => Stem(w.Text))];
        List<ClaimMark> marks = [];
        foreach ((ClaimWording wording, string[] phrase) in wordings)
        {
            if (!Applies(wording.Scope, category) || IsCompared(wording, text))
                continue;
            int before = marks.Count;
            for (int start = 0; start + phrase.Length <= stems.Length; start++)
            {
                if (!stems.AsSpan(start, phrase.Length).SequenceEqual(phrase) || IsDenied(words, start))
                    continue;
                Word first = words[start], last = words[start + phrase.Length - 1];
                marks.Add(new ClaimMark(wording.Id, wording.Phrase, new TextSpan(first.Start, last.End - first.Start), wording.Blocks, wording.ReplaceWith));
            }

            if (marks.Count == before && ShareOf(wording) is { } share && Share(text, share) is { Success: true } said)
                marks.Add(new ClaimMark(wording.Id, wording.Phrase, new TextSpan(said.Index, said.Length), wording.Blocks, wording.ReplaceWith));
        }

        return [.. marks.OrderBy(m => m.Span.Start).ThenBy(m => m.WordingId, StringComparer.Ordinal)];
    }

    /// <summary>The share that a wording states, such as 88 of "88% improved"; null when it states none.</summary>
    private static string? ShareOf(ClaimWording wording) => Percent().Match(wording.Phrase) is { Success: true } share ? share.Groups[1].Value : null;

    /// <summary>True when a text that states the share also states the one it is to be compared with, as the wording's remedy does.</summary>
    private static bool IsCompared(ClaimWording wording, string text) => ShareOf(wording) is { } share
        && Percent().Matches(wording.ReplaceWith).Select(m => m.Groups[1].Value).Where(other => other != share).ToArray() is { Length: > 0 } others
        && others.All(other => Share(text, other).Success);

    private static Match Share(string text, string share) =>
        Regex.Match(text, $@"(?<![\d.,]){share}\s?(%|percent\b|per cent\b|por ciento\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    [GeneratedRegex(@"(\d+)\s?%")]
    private static partial Regex Percent();

    // A scope names a category or a shop group, or a part of their names: "insoles" is in full_length_insoles, "foot" begins foot_care.
    private static bool Applies(string scope, Category? category) =>
        category is null || scope == "any" || category.Id.Contains(scope, StringComparison.Ordinal) || category.Group.StartsWith(scope, StringComparison.Ordinal);

    private static bool IsDenied(List<Word> words, int start) =>
        Enumerable.Range(Math.Max(0, start - DenialReach), Math.Min(start, DenialReach)).Any(i => Denials.Contains(words[i].Text));

    private static string Stem(string word)
    {
        foreach (string ending in Endings)
        {
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }

        return word;
    }

    private static List<Word> Words(string text)
    {
        List<Word> words = [];
        var letters = new System.Text.StringBuilder();
        int start = -1, end = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            char folded = i == text.Length ? '\u0001' : WordFolding.IsApostrophe(text[i]) ? WordFolding.Skip : WordFolding.Fold(text[i]);
            if (folded == WordFolding.Skip)
                continue;
            if (folded != '\u0001')
            {
                if (start < 0)
                    start = i;
                end = i + 1;
                letters.Append(folded);
            }
            else if (start >= 0)
            {
                words.Add(new Word(letters.ToString(), start, end));
                letters.Clear();
                start = -1;
            }
        }

        return words;
    }

    private readonly record struct Word(string Text, int Start, int End);
}
