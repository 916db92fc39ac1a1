using BackCare.Domain.Catalog;

namespace BackCare.Domain.Candidates;

/// <summary>Products that nothing known of them tells apart: one evidence profile, category, set of regions, latex content and age, and no links of their own.
/// What ties one of them to a symptom ties all of them, so that a request looks at kinds first and at single products last.</summary>
public sealed class ShelfKind
{
    private readonly ItemFacts[] facts;

    private ShelfKind(int index, ShelfItem first, ItemFacts[] facts) => (Index, First, this.facts) = (index, first, facts);

    /// <summary>Place among the kinds, in the order of their first products.</summary>
    public int Index { get; }

    /// <summary>Its first product, which stands for all of them in what they share.</summary>
    public ShelfItem First { get; }

    /// <summary>Its products, best to look at first: what can be bought, then what shoppers rate best, ties in shelf order.</summary>
    public ReadOnlyMemory<ItemFacts> Facts => facts;

    /// <summary>How many products it has.</summary>
    public int Count => facts.Length;

    /// <summary>Sorts a shelf's products into kinds.</summary>
    /// <param name="items">Products in shelf order.</param>
    /// <returns>The kinds, and for each product the index of its own.</returns>
    internal static (ShelfKind[] Kinds, int[] KindOf) Sort(IReadOnlyList<ShelfItem> items)
    {
        var known = new Dictionary<Key, int>();
        var members = new List<List<int>>();
        var regions = new Dictionary<IReadOnlyList<string>, string>(ReferenceEqualityComparer.Instance);
        int[] kindOf = new int[items.Count];
        for (int i = 0; i < kindOf.Length; i++)
        {
            Key key = Key.Of(items[i], regions);
            if (!known.TryGetValue(key, out int kind))
            {
                known[key] = kind = members.Count;
                members.Add([]);
            }

            kindOf[i] = kind;
            members[kind].Add(i);
        }

        var kinds = new ShelfKind[members.Count];
        for (int i = 0; i < kinds.Length; i++)
            kinds[i] = new ShelfKind(i, items[members[i][0]], Best([.. members[i].Select(place => items[place])]));
        return (kinds, kindOf);
    }

    private static ItemFacts[] Best(ShelfItem[] items)
    {
        Array.Sort(items, ShelfItem.ByPrior);
        return Array.ConvertAll(items, item => item.Facts);
    }

    /// <summary>What the products of one kind share. A product with links of its own is a kind of its own.</summary>
    private readonly record struct Key(string Profile, string Category, string Regions, bool? LatexFree, bool IsForChildren, string? Own)
    {
        public static Key Of(ShelfItem item, Dictionary<IReadOnlyList<string>, string> regions)
        {
            Product product = item.Product;
            if (!regions.TryGetValue(product.Regions, out string? joined))
                regions[product.Regions] = joined = string.Join('|', product.Regions);
            return new(product.EvidenceProfile, product.CategoryId, joined, product.LatexFree, item.IsForChildren, product.Overrides.Count > 0 ? product.Id : null);
        }
    }
}
