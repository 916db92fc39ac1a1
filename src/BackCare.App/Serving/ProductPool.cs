using System.Data.Common;
using BackCare.App.Data;
using BackCare.Domain.Catalog;

namespace BackCare.App.Serving;

/// <summary>Products as they were read last, so that a new shelf takes over those that did not change, and texts that many products share, held once.</summary>
/// <remarks>A row's version moves with every change; its listing date tells a row from an earlier one of the same id that was removed. What lies in other tables
/// (links, variants, pictures, reviews) is compared by whoever reads it.</remarks>
internal sealed class ProductPool
{
    private readonly Dictionary<string, (long Version, long Listed, Product Product)> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> lists = new(StringComparer.Ordinal);

    /// <summary>The product as it was read before; null when its row has changed.</summary>
    public Product? Find(string id, long version, long listed) =>
        known.TryGetValue(id, out (long Version, long Listed, Product Product) kept) && kept.Version == version && kept.Listed == listed ? kept.Product : null;

    /// <summary>Keeps a product for the next shelf.</summary>
    public void Keep(long version, long listed, Product product) => known[product.Id] = (version, listed, product);

    /// <summary>The text of a column, the same object for the same text.</summary>
    public string Text(DbDataReader row, int column) => Text(row.GetString(column));

    /// <summary>The parts of a column that joins them, the same object for the same text.</summary>
    public IReadOnlyList<string> List(DbDataReader row, int column)
    {
        string joined = row.GetString(column);
        if (!lists.TryGetValue(joined, out string[]? list))
            lists[joined] = list = [.. StoredProduct.Split(joined).Select(Text)];
        return list;
    }

    private string Text(string text)
    {
        if (texts.TryGetValue(text, out string? known))
            return known;
        texts[text] = text;
        return text;
    }
}
