using System.Globalization;
using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Variants of a product as one text: <c>id;name;sku;price;stock;gtin</c>, separated by <c>|</c>. A backslash takes the meaning from what follows it.</summary>
/// <remarks>An empty price is the product's own, an empty stock is not counted. A file of another shop knows no ids: they are then empty until <see cref="Resolve"/>.</remarks>
public static class VariantText
{
    private const int Parts = 6;

    /// <summary>The text; a price that is the product's own is left out.</summary>
    public static string Write(IEnumerable<ProductVariant> variants, long productPriceMinor)
    {
        ArgumentNullException.ThrowIfNull(variants);
        return string.Join('|', variants.Select(v => string.Join(';', new[]
        {
            v.Id, v.Name, v.Sku, v.PriceMinor is { } own && own != productPriceMinor ? PriceText.Of(own) : "", v.StockQuantity?.ToString(CultureInfo.InvariantCulture) ?? "", v.Gtin,
        }.Select(Escape))));
    }

    /// <summary>Reads a text. What its parts may hold is told by <see cref="ProductLimits.FaultOf(IReadOnlyList{ProductVariant})"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it; null when it could be read.</param>
    public static IReadOnlyList<ProductVariant> Read(string text, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = null;
        List<ProductVariant> variants = [];
        foreach (List<string> parts in Split(text))
        {
            if (parts.Count is < 2 or > Parts || parts[1].Length == 0)
                problem ??= "has a variant that is not id;name;sku;price;stock;gtin";
            else
                variants.Add(Variant(parts, ref problem));
        }

        return problem is null ? variants : [];
    }

    /// <summary>Gives ids and stock keeping units to variants that have none: those of the variant the shop knows by that unit or name, or new ones made from the name.</summary>
    /// <param name="file">Variants as a file says them.</param>
    /// <param name="shop">Variants that the shop has; empty for a new product.</param>
    /// <param name="productSku">The product's own unit, which new ones begin with.</param>
    public static string Resolve(string file, string shop, string productSku)
    {
        IReadOnlyList<ProductVariant> wanted = Read(file, out _), known = Read(shop, out _);
        var free = known.ToList();
        HashSet<string> ids = new(wanted.Select(v => v.Id).Where(id => id.Length > 0), StringComparer.Ordinal);
        HashSet<string> skus = new(wanted.Select(v => v.Sku).Where(s => s.Length > 0), StringComparer.OrdinalIgnoreCase);
        List<ProductVariant> resolved = [];
        for (int i = 0; i < wanted.Count; i++)
        {
            ProductVariant variant = wanted[i];
            ProductVariant? same = free.Find(v => variant.Id.Length > 0 && v.Id == variant.Id) ?? free.Find(v => variant.Sku.Length > 0 && v.Sku == variant.Sku)
                ?? free.Find(v => v.Name == variant.Name);
            if (same is not null)
                free.Remove(same);
            string id = variant.Id.Length > 0 ? variant.Id : same is not null && ids.Add(same.Id) ? same.Id : NewId(variant.Name, ids, known);
            string sku = variant.Sku.Length > 0 ? variant.Sku : same?.Sku is { Length: > 0 } old && skus.Add(old) ? old : NewSku(productSku, i + 1, skus);
            resolved.Add(variant with { Id = id, Sku = sku });
        }

        return Write(resolved, -1);
    }

    private static string NewId(string name, HashSet<string> ids, IReadOnlyList<ProductVariant> known)
    {
        string slug = ProductReading.Slug(name);
        string start = slug.Length == 0 ? "v" : slug.Length > ProductLimits.LongestKey - 4 ? slug[..(ProductLimits.LongestKey - 4)] : slug;
        string id = start;
        for (int n = 2; known.Any(v => v.Id == id) || !ids.Add(id); n++)
            id = string.Create(CultureInfo.InvariantCulture, $"{start}-{n}");
        return id;
    }

    private static string NewSku(string productSku, int n, HashSet<string> taken)
    {
        const int LongestNumber = 5;
        int most = ProductLimits.Longest(ProductFields.Sku) - LongestNumber;
        string start = productSku.Length > most ? productSku[..most] : productSku, sku;
        while (!taken.Add(sku = string.Create(CultureInfo.InvariantCulture, $"{start}-{n}")))
            n++;
        return sku;
    }

    private static ProductVariant Variant(List<string> parts, ref string? problem)
    {
        string Part(int i) => i < parts.Count ? parts[i] : "";
        long? price = null;
        int? stock = null;
        if (Part(3).Length > 0)
        {
            // A draft of the desk may have a variant at 0.00, which is the text of no price in a file.
            if (PriceText.TryRead(Part(3), '.', out long minor, out _) || Part(3) == PriceText.Of(0))
                price = minor;
            else
                problem ??= $"has a variant whose price is '{FileProblem.Short(Part(3))}'";
        }

        if (Part(4).Length > 0)
        {
            if (int.TryParse(Part(4), NumberStyles.None, CultureInfo.InvariantCulture, out int pieces))
                stock = pieces;
            else
                problem ??= $"has a variant whose stock is '{FileProblem.Short(Part(4))}'";
        }

        return new ProductVariant(parts[0], parts[1], Part(2), price, stock, Part(5));
    }

    private static string Escape(string part) =>
        part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static IEnumerable<List<string>> Split(string text)
    {
        if (text.Length == 0)
            yield break;
        List<string> parts = [];
        var part = new StringBuilder();
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '|';
            if (c == '\\' && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (c is ';' or '|')
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
                if (c == '|')
                {
                    yield return parts;
                    parts = [];
                }
            }
            else
            {
                part.Append(c);
            }
        }
    }
}
