using System.Numerics;
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

    /// <summary>Its products, best to look at first: what can be bought, then what shoppers rate best. Among equals the first ones, however few, span the range of
    /// prices, so that a ranker that is shown no more of them still has the choice.</summary>
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
        Array.Sort(items, static (a, b) => ShelfItem.ByPrior(a, b) is var order and not 0 ? order
            : a.Facts.PriceMinor != b.Facts.PriceMinor ? a.Facts.PriceMinor.CompareTo(b.Facts.PriceMinor)
            : a.Index.CompareTo(b.Index));
        var facts = new List<ItemFacts>(items.Length);
        for (int from = 0, to; from < items.Length; from = to)
        {
            to = from + 1;
            while (to < items.Length && ShelfItem.ByPrior(items[from], items[to]) == 0)
                to++;
            Spread(items.AsSpan(from, to - from), facts);
        }

        return [.. facts];
    }

    // The first, the middle, the quarters, the eighths ...: places in the order of their reversed bits.
    private static void Spread(ReadOnlySpan<ShelfItem> equals, List<ItemFacts> facts)
    {
        int bits = BitOperations.Log2((uint)equals.Length - 1 | 1) + 1;
        for (uint i = 0; i < 1u << bits; i++)
        {
            uint reversed = 0;
            for (int bit = 0; bit < bits; bit++)
                reversed |= (i >> bit & 1) << (bits - 1 - bit);
            if (reversed < equals.Length)
                facts.Add(equals[(int)reversed].Facts);
        }
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
