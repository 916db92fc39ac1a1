using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Catalog.Suggest;

/// <summary>What a product is said to be, by a shop that does not know the words of the knowledge base.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description; may be empty.</param>
/// <param name="Hints">The shop's own category and tags; may be empty.</param>
/// <param name="Brand">Its brand, whose words say nothing of what it is.</param>
public sealed record SuggestedText(string Name, string Description, string Hints, string Brand);

/// <summary>One guess with how sure it is.</summary>
/// <param name="Id">What is suggested: an id, or ids joined by <c>|</c>.</param>
/// <param name="Confidence">How clearly the texts say it, from 0 to 1; for profiles it promises more than it keeps (docs/decisions/0094).</param>
public sealed record Guess(string Id, double Confidence);

/// <summary>Where a product may belong. What is too uncertain is null and left to a person.</summary>
/// <param name="Category">The category.</param>
/// <param name="EvidenceProfile">The evidence profile.</param>
/// <param name="Regions">Body regions.</param>
public sealed record ProductSuggestion(Guess? Category, Guess? EvidenceProfile, Guess? Regions)
{
    /// <summary>True when nothing could be suggested.</summary>
    public bool IsEmpty => Category is null && EvidenceProfile is null && Regions is null;
}

/// <summary>Suggests category, evidence profile and body regions from the likeness of texts: to the products a shop has, and to the words of the knowledge base.</summary>
/// <remarks>
/// Texts become weights of words (term frequency, damped, times inverse document frequency; Salton and Buckley 1988), compared by the cosine of their angle.
/// A category's score is the mean of its two most alike examples, and the likeness to its own name and description; a softmax over the scores gives its share.
/// Within it, examples vote for profile and regions. <see cref="SuggesterEvaluation"/> measures how often that is right. Immutable and safe for many threads;
/// ties go to the smaller id.
/// </remarks>
public sealed class ProductSuggester
{
    /// <summary>Below these shares nothing is suggested.</summary>
    public const double LeastCategory = 0.6, LeastProfile = 0.5, LeastRegions = 0.6;

    private const double NameWeight = 3, HintWeight = 2, DescriptionWeight = 1, OwnWords = 1.5, Sharpness = 12, Weak = 0.5, TooCommon = 1 / 3.0, Closeness = 8, Unseen = 3;

    private readonly TermWeights terms;
    private readonly Example[] examples;
    private readonly string[] categories;
    private readonly VectorIndex exampleIndex, categoryIndex;
    private readonly HashSet<string> silent;

    /// <summary>Prepares the suggester.</summary>
    /// <param name="knowledge">Names and describes the categories.</param>
    /// <param name="products">Products whose category, profile and regions people have confirmed, with their descriptions.</param>
    public ProductSuggester(KnowledgeBase knowledge, IEnumerable<(Product Product, string Description)> products)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(products);
        (Product Product, string Description)[] known = [.. products.Where(p => knowledge.Categories.ContainsKey(p.Product.CategoryId)).OrderBy(p => p.Product.Id, StringComparer.Ordinal)];
        silent = SilentWords(known);
        Dictionary<string, double>[] bags = [.. known.Select(p => Bag(new SuggestedText(p.Product.Name, $"{p.Description} {p.Product.Note} {p.Product.Material}", "", p.Product.Brand)))];
        Category[] all = [.. knowledge.Rows.Categories];
        Dictionary<string, double>[] named = [.. all.Select(c => Bag(new SuggestedText(c.Name, $"{c.Description} {c.Description}", c.Id.Replace('_', ' '), "")))];
        terms = new TermWeights([.. bags, .. named]);
        examples = [.. known.Select(p => new Example(p.Product.CategoryId, p.Product.EvidenceProfile, string.Join('|', p.Product.Regions)))];
        categories = [.. all.Select(c => c.Id)];
        (exampleIndex, categoryIndex) = (new VectorIndex([.. bags.Select(terms.Vector)]), new VectorIndex([.. named.Select(terms.Vector)]));
    }

    /// <summary>Suggests a place for a product.</summary>
    public ProductSuggestion Suggest(SuggestedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Dictionary<string, double> vector = terms.Vector(Bag(text));
        if (vector.Count == 0)
            return new ProductSuggestion(null, null, null);
        double[] likeness = exampleIndex.Likeness(vector), named = categoryIndex.Likeness(vector);
        Guess category = Best([.. categories.Select((id, i) => (id, Score(likeness, e => e.Category == id) + (OwnWords * named[i])))]);
        if (category.Confidence < LeastCategory)
            return new ProductSuggestion(null, null, null);
        Guess? profile = Vote(likeness, category, e => e.Profile), regions = Vote(likeness, category, e => e.Regions);
        return new ProductSuggestion(category, profile?.Confidence >= LeastProfile ? profile : null, regions?.Confidence >= LeastRegions ? regions : null);
    }

    // Products of the category vote, the more alike the more; a label that none of them has yet keeps a share too.
    private Guess? Vote(double[] likeness, Guess category, Func<Example, string> label)
    {
        var votes = new SortedDictionary<string, double>(StringComparer.Ordinal);
        double all = Unseen;
        for (int i = 0; i < examples.Length; i++)
        {
            if (examples[i].Category != category.Id)
                continue;
            double vote = Math.Exp(Closeness * likeness[i]);
            votes[label(examples[i])] = votes.GetValueOrDefault(label(examples[i])) + vote;
            all += vote;
        }

        if (votes.Count == 0)
            return null;
        (string best, double most) = votes.MaxBy(v => v.Value);
        return new Guess(best, most / all * category.Confidence);
    }

    // The mean of the two most alike; a single example counts as itself twice, a little less.
    private double Score(double[] likeness, Func<Example, bool> of)
    {
        double first = 0, second = 0;
        int count = 0;
        for (int i = 0; i < examples.Length; i++)
        {
            if (!of(examples[i]))
                continue;
            count++;
            (first, second) = likeness[i] > first ? (likeness[i], first) : (first, Math.Max(second, likeness[i]));
        }

        return count == 0 ? 0 : count == 1 ? 0.9 * first : (first + second) / 2;
    }

    private static Guess Best((string Id, double Score)[] scored)
    {
        double highest = scored.Max(s => s.Score);
        double total = scored.Sum(s => Math.Exp(Sharpness * (s.Score - highest)));
        string best = scored.Where(s => s.Score == highest).MinBy(s => s.Id, StringComparer.Ordinal).Id;
        // Nothing alike at all is no evidence, however far the others are behind.
        return new Guess(best, highest <= 0 ? 0 : 1 / total * Math.Min(1, highest / Weak));
    }

    private Dictionary<string, double> Bag(SuggestedText text)
    {
        HashSet<string> own = TextFeatures.Words(text.Brand).ToHashSet(StringComparer.Ordinal);
        string name = string.Join(' ', TextFeatures.Words(text.Name).Where(w => !own.Contains(w) && !silent.Contains(w)));
        var bag = new Dictionary<string, double>(StringComparer.Ordinal);
        TextFeatures.Add(bag, name, NameWeight);
        TextFeatures.Add(bag, text.Hints, HintWeight);
        TextFeatures.Add(bag, text.Description, DescriptionWeight);
        return bag;
    }

    // Brands say nothing of what a product is, nor does a word that stands in very many names.
    private static HashSet<string> SilentWords((Product Product, string Description)[] known)
    {
        HashSet<string> words = known.SelectMany(p => TextFeatures.Words(p.Product.Brand)).ToHashSet(StringComparer.Ordinal);
        words.UnionWith(known.SelectMany(p => TextFeatures.Words(p.Product.Name).Distinct(StringComparer.Ordinal)).CountBy(w => w, StringComparer.Ordinal)
            .Where(w => w.Value > 5 && w.Value > known.Length * TooCommon).Select(w => w.Key));
        return words;
    }

    private sealed record Example(string Category, string Profile, string Regions);
}
