using BackCare.Domain.Candidates;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Domain.Catalog.Search;

/// <summary>A word that was read as another one because no product has it as it was typed.</summary>
/// <param name="Typed">As typed, folded.</param>
/// <param name="ReadAs">The catalogue's word.</param>
public sealed record ReadWord(string Typed, string ReadAs);

/// <summary>What a search found.</summary>
/// <param name="Items">Best first; ties by id.</param>
/// <param name="Corrections">Words that were read as others.</param>
/// <param name="HasEveryWord">False when no product has all words, so that those with the most are shown.</param>
public sealed record SearchResult(IReadOnlyList<ShelfItem> Items, IReadOnlyList<ReadWord> Corrections, bool HasEveryWord)
{
    /// <summary>No product.</summary>
    public static SearchResult Nothing { get; } = new([], [], true);
}

/// <summary>Finds products by the words of a shopper, also misspelt, cut short or in the plural.</summary>
/// <remarks>
/// An inverted index over the folded words of name, brand, article number, kind, material and activities. A typed word stands for every catalogue word it
/// equals; else for those it begins (from three letters on); else for the nearest ones by edits, swapped neighbours counting as one
/// (Damerau, Communications of the ACM 7(3), 1964): one edit from four letters on, two from eight. A product's score adds, per typed word, its best match:
/// nearness × weight of the field × ln(1 + products / products with the word). Immutable and safe for many threads.
/// </remarks>
public sealed class CatalogSearch
{
    /// <summary>Typed words beyond this many are left out.</summary>
    public const int MostWords = 12;

    private const double NameWeight = 3, SkuWeight = 4, BrandWeight = 2.5, CategoryWeight = 2, DetailWeight = 1;
    private const double Begun = 0.8, OneEdit = 0.6, TwoEdits = 0.4;

    private static readonly HashSet<string> Joining = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "for", "from", "in", "my", "of", "on", "or", "the", "to", "with", "de", "del", "el", "la", "los", "las", "para", "con", "y", "un", "una",
    };

    private readonly IReadOnlyList<ShelfItem> items;
    private readonly string[] words;
    private readonly Posting[][] postings;

    private CatalogSearch(IReadOnlyList<ShelfItem> items, string[] words, Posting[][] postings) => (this.items, this.words, this.postings) = (items, words, postings);

    /// <summary>Indexes the items of a shelf, whose order is that of their ids.</summary>
    public static CatalogSearch Build(IReadOnlyList<ShelfItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var byWord = new Dictionary<string, Dictionary<int, double>>(StringComparer.Ordinal);
        for (int i = 0; i < items.Count; i++)
        {
            Product product = items[i].Product;
            Add(byWord, i, product.Name, NameWeight);
            Add(byWord, i, product.Sku, SkuWeight);
            Add(byWord, i, product.Brand, BrandWeight);
            Add(byWord, i, items[i].Category.Name, CategoryWeight);
            Add(byWord, i, product.Material, DetailWeight);
            foreach (string activity in product.Activities)
                Add(byWord, i, activity, DetailWeight);
        }

        string[] words = [.. byWord.Keys.Order(StringComparer.Ordinal)];
        return new CatalogSearch(items, words, [.. words.Select(w => byWord[w].OrderBy(p => p.Key).Select(p => new Posting(p.Key, p.Value)).ToArray())]);
    }

    /// <summary>Products that have the words, best first. Joining words count only when there are no others.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="isWord">True for a folded word that is spelt right although no product has it, such as one of a complaint: it is read as no other.</param>
    public SearchResult Find(string text, Func<string, bool>? isWord = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> typed = [.. SearchWords.Of(text).Distinct(StringComparer.Ordinal)];
        if (typed.Exists(w => !Joining.Contains(w)))
            typed.RemoveAll(Joining.Contains);
        if (typed.Count > MostWords)
            typed.RemoveRange(MostWords, typed.Count - MostWords);
        if (typed.Count == 0)
            return SearchResult.Nothing;

        var score = new double[items.Count];
        var matched = new int[items.Count];
        List<ReadWord> corrections = [];
        foreach (string word in typed)
            Match(word, isWord, score, matched, corrections);

        int most = matched.Max();
        return most == 0
            ? SearchResult.Nothing with { HasEveryWord = false }
            : new SearchResult([.. BestFirst(score, matched, most)], corrections, most == typed.Count);
    }

    private static void Add(Dictionary<string, Dictionary<int, double>> byWord, int item, string text, double weight)
    {
        foreach (string word in SearchWords.Of(text))
        {
            if (!byWord.TryGetValue(word, out Dictionary<int, double>? of))
                byWord[word] = of = [];
            of[item] = Math.Max(weight, of.GetValueOrDefault(item));
        }
    }

    private IEnumerable<ShelfItem> BestFirst(double[] score, int[] matched, int most) =>
        Enumerable.Range(0, items.Count).Where(i => matched[i] == most).OrderByDescending(i => score[i]).ThenBy(i => i).Select(i => items[i]);

    private void Match(string typed, Func<string, bool>? isWord, double[] score, int[] matched, List<ReadWord> corrections)
    {
        var best = new Dictionary<int, double>();
        int exact = Array.BinarySearch(words, typed, StringComparer.Ordinal);
        if (exact >= 0)
            Take(exact, 1, best);
        if (typed.Length >= 3)
        {
            for (int i = exact >= 0 ? exact + 1 : ~exact; i < words.Length && words[i].StartsWith(typed, StringComparison.Ordinal); i++)
                Take(i, Begun, best);
        }

        if (best.Count == 0 && isWord?.Invoke(typed) != true)
            TakeNearest(typed, best, corrections);
        foreach ((int item, double worth) in best)
        {
            score[item] += worth;
            matched[item]++;
        }
    }

    private void TakeNearest(string typed, Dictionary<int, double> best, List<ReadWord> corrections)
    {
        int limit = typed.Length >= 8 ? 2 : typed.Length >= 4 ? 1 : 0;
        int nearest = limit + 1;
        List<int> near = [];
        for (int i = 0; i < words.Length && limit > 0; i++)
        {
            int distance = SpellingIndex.Distance(typed, words[i], Math.Min(limit, nearest));
            if (distance > limit || distance > nearest || words[i].Length < 3)
                continue;
            if (distance < nearest)
                near.Clear();
            nearest = distance;
            near.Add(i);
        }

        foreach (int i in near)
        {
            Take(i, nearest == 1 ? OneEdit : TwoEdits, best);
            corrections.Add(new ReadWord(typed, words[i]));
        }
    }

    private void Take(int word, double nearness, Dictionary<int, double> best)
    {
        double rarity = Math.Log(1 + ((double)items.Count / postings[word].Length));
        foreach (Posting posting in postings[word])
            best[posting.Item] = Math.Max(best.GetValueOrDefault(posting.Item), nearness * posting.Weight * rarity);
    }

    private readonly record struct Posting(int Item, double Weight);
}
