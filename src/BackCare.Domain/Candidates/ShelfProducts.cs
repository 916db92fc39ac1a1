using System.Collections;
using System.Diagnostics.CodeAnalysis;
using BackCare.Domain.Catalog;

namespace BackCare.Domain.Candidates;

/// <summary>A shelf's products by id: one index that leads to its items.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The products of a shelf, found by id; nobody adds to them.")]
public sealed class ShelfProducts : IReadOnlyDictionary<string, Product>
{
    private readonly IReadOnlyList<ShelfItem> items;
    private readonly Dictionary<string, int> places;

    internal ShelfProducts(IReadOnlyList<ShelfItem> items)
    {
        this.items = items;
        places = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        foreach (ShelfItem item in items)
            places.Add(item.Product.Id, item.Index);
    }

    /// <inheritdoc/>
    public int Count => items.Count;

    /// <summary>Ids in their order.</summary>
    public IEnumerable<string> Keys => items.Select(i => i.Product.Id);

    /// <summary>Products in the order of their ids.</summary>
    public IEnumerable<Product> Values => items.Select(i => i.Product);

    /// <inheritdoc/>
    public Product this[string key] => items[places[key]].Product;

    /// <summary>The product with its derived links; null when there is none of this id.</summary>
    public ShelfItem? Find(string id) => places.TryGetValue(id, out int place) ? items[place] : null;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => places.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Product value) => (value = Find(key)?.Product) is not null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Product>> GetEnumerator() => items.Select(i => KeyValuePair.Create(i.Product.Id, i.Product)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
