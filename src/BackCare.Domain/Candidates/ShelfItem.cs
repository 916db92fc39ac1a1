using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Candidates;

/// <summary>A product with everything about it that does not depend on a shopper.</summary>
public sealed class ShelfItem
{
    private const string HeelLifts = "heel_lifts", ChildSport = "child sport";

    /// <summary>Prepares a product.</summary>
    /// <param name="index">Place on the shelf, in the order of product ids.</param>
    /// <param name="product">The product.</param>
    /// <param name="knowledge">What the shop knows.</param>
    public ShelfItem(int index, Product product, KnowledgeBase knowledge)
        : this(index, product, knowledge, [])
    {
    }

    private ShelfItem(int index, Product product, KnowledgeBase knowledge, Dictionary<string, PrintedSizes> printed)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(knowledge);
        Index = index;
        Product = product;
        Category = knowledge.Categories[product.CategoryId];
        Rules = DeriveRules(product, knowledge);
        (FittingSizes, Sizes) = product.Variants.Count > 0
            ? new PrintedSizes(VariantSizes.Read(product.Variants, product.Sizes), [.. product.Variants.Select(v => v.Name)])
            : PrintedSizes.Of(product.Sizes, printed);
        IsForChildren = product.Activities.Contains(ChildSport);
        // What its profile says counts also where the product says something of its own: a lift for one shoe stays one.
        IsOneSidedLift = product.CategoryId == HeelLifts
            && Derived(product, knowledge).Concat(Rules).Any(r => r.StructureId == "leg_length" && KnowledgeScore.OfRule(r) > 0);
        ExerciseWasTested = EvidenceScopes.ExerciseWasTested(Rules);
        Facts = new ItemFacts(index, product.InStock, product.Price.Minor, FittingSizes, product.WeightMaxKg);
    }

    /// <summary>Prepares products in the order of their ids; those that an earlier shelf of the same knowledge has at the same place are taken over.</summary>
    internal static ShelfItem[] Prepare(IReadOnlyList<Product> products, KnowledgeBase knowledge, IReadOnlyList<ShelfItem>? before)
    {
        Product[] ordered = [.. products];
        Array.Sort(ordered, static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        var printed = new Dictionary<string, PrintedSizes>(StringComparer.Ordinal);
        var items = new ShelfItem[ordered.Length];
        for (int i = 0; i < items.Length; i++)
            items[i] = before is not null && i < before.Count && ReferenceEquals(before[i].Product, ordered[i]) ? before[i] : new ShelfItem(i, ordered[i], knowledge, printed);
        return items;
    }

    /// <summary>Order in which products of one kind are looked at: what can be bought, then the best rated, then the most reviewed.</summary>
    internal static Comparison<ShelfItem> ByPrior { get; } = static (a, b) =>
    {
        if (a.Facts.IsInStock != b.Facts.IsInStock)
            return a.Facts.IsInStock ? -1 : 1;
        int rated = Nullable.Compare(b.Product.RatingAverage, a.Product.RatingAverage);
        return rated != 0 ? rated : Nullable.Compare(b.Product.ReviewCount, a.Product.ReviewCount);
    };

    /// <summary>Place on the shelf, in the order of product ids.</summary>
    public int Index { get; }

    /// <summary>The product.</summary>
    public Product Product { get; }

    /// <summary>Its category.</summary>
    public Category Category { get; }

    /// <summary>What is known of it per symptom: its evidence profile's rules, single ones replaced by the product's own; a harm only by a harm.</summary>
    public IReadOnlyList<EvidenceRule> Rules { get; }

    /// <summary>What the filters ask of it.</summary>
    public ItemFacts Facts { get; }

    /// <summary>Shoe sizes it fits; null when the maker's text names none that is understood.</summary>
    public ShoeSizeRange? FittingSizes { get; }

    /// <summary>Sizes: names of its variants, or as printed by the maker, one a part.</summary>
    public IReadOnlyList<string> Sizes { get; }

    /// <summary>Made for a child's shoe and weight.</summary>
    public bool IsForChildren { get; }

    /// <summary>A lift for one shoe, sold to even out leg length; pairs raise both heels alike.</summary>
    public bool IsOneSidedLift { get; }

    /// <summary>At least one rule rests on more than opinion, so that its exercise was tested somewhere.</summary>
    public bool ExerciseWasTested { get; }

    private static IReadOnlyList<EvidenceRule> DeriveRules(Product product, KnowledgeBase knowledge)
    {
        IReadOnlyList<EvidenceRule> derived = Derived(product, knowledge);
        if (product.Overrides.Count == 0)
            return derived;
        // What may harm by its kind is never made harmless by what one product says of itself (docs/decisions/0097).
        var harms = derived.Where(r => r.Effect == Effect.Avoid).Select(r => r.SymptomId).ToHashSet(StringComparer.Ordinal);
        EvidenceRule[] own = [.. product.Overrides.Where(o => o.Effect == Effect.Avoid || !harms.Contains(o.SymptomId))];
        var replaced = own.Select(o => o.SymptomId).ToHashSet(StringComparer.Ordinal);
        return [.. derived.Where(r => !replaced.Contains(r.SymptomId)), .. own];
    }

    private static IReadOnlyList<EvidenceRule> Derived(Product product, KnowledgeBase knowledge) => knowledge.RulesByProfile.GetValueOrDefault(product.EvidenceProfile, []);

    /// <summary>Sizes as read out of a maker's text, which many products share.</summary>
    private readonly record struct PrintedSizes(ShoeSizeRange? Fitting, IReadOnlyList<string> Names)
    {
        public static PrintedSizes Of(string sizes, Dictionary<string, PrintedSizes> printed)
        {
            if (!printed.TryGetValue(sizes, out PrintedSizes read))
            {
                printed[sizes] = read = new PrintedSizes(
                    ShoeSizes.Read(sizes), sizes.Length == 0 ? [] : sizes.Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }

            return read;
        }
    }
}
