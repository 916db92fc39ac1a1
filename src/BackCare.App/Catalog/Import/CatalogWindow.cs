using System.Globalization;
using BackCare.App.Data;
using BackCare.Domain.Catalog.Files;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>The part of the catalogue that some products of a file may meet: by id, by stock keeping unit, or by the id that a name would give.</summary>
internal sealed class CatalogWindow
{
    private readonly Dictionary<string, StoredProduct> byId;
    private readonly Dictionary<string, StoredProduct> bySku;
    private readonly Dictionary<string, string> ownerOfSku;

    private CatalogWindow(IReadOnlyList<StoredProduct> stored, IEnumerable<(string Sku, string ProductId)> variants)
    {
        byId = stored.ToDictionary(p => p.Id, StringComparer.Ordinal);
        bySku = stored.GroupBy(p => p.Sku, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        ownerOfSku = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string sku, string owner) in stored.Select(p => (p.Sku, p.Id)).Concat(variants))
            ownerOfSku.TryAdd(sku, owner);
    }

    /// <summary>A product of a file in the catalogue.</summary>
    /// <param name="Id">The id it has or will have.</param>
    /// <param name="Stored">What the shop has; null for a new one.</param>
    /// <param name="Problem">Why it cannot have this id.</param>
    public sealed record Found(string Id, StoredProduct? Stored, FileProblem? Problem);

    public static async Task<CatalogWindow> AroundAsync(BackCareDb db, IReadOnlyList<FileProduct> products, CancellationToken cancellationToken)
    {
        string[] ids = [.. products.SelectMany(p => new[] { p.Fields.GetValueOrDefault(ProductFields.Id, ""), NameId(p) }).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        string[] skus = [.. products.SelectMany(Units).Where(s => s.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        StoredProduct[] stored = await db.Products.AsNoTracking().Include(p => p.Variants).Where(p => ids.Contains(p.Id) || skus.Contains(p.Sku)).ToArrayAsync(cancellationToken);
        var variants = await db.Variants.AsNoTracking().Where(v => skus.Contains(v.Sku)).Select(v => new { v.Sku, v.ProductId }).ToArrayAsync(cancellationToken);
        return new CatalogWindow(stored, variants.Select(v => (v.Sku, v.ProductId)));
    }

    /// <summary>Finds a product by id, else by unit, else gives it an id made from its name; null when nothing tells it apart.</summary>
    public Found? Find(FileProduct product, IReadOnlyDictionary<string, int> lineOfId)
    {
        string sku = product.Fields.GetValueOrDefault(ProductFields.Sku, "");
        if (product.Fields.TryGetValue(ProductFields.Id, out string? given))
            return Once(given, byId.GetValueOrDefault(given), product, lineOfId);
        if (sku.Length > 0 && bySku.TryGetValue(sku, out StoredProduct? known))
            return Once(known.Id, known, product, lineOfId);
        string id = NameId(product);
        if (id.Length == 0)
            return null;
        // Without a unit the name is all there is to go by; with one, another product may have the same name.
        if (sku.Length == 0)
            return Once(id, byId.GetValueOrDefault(id), product, lineOfId);
        string free = id;
        for (int n = 2; byId.ContainsKey(free) || lineOfId.ContainsKey(free); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{id}-{n}");
        return new Found(free, null, null);
    }

    /// <summary>Units of the product that another one has already.</summary>
    public IEnumerable<FileProblem> UnitsTaken(string id, int line, IReadOnlyDictionary<string, string> after, Dictionary<string, int> lineOfSku, FilePlan plan)
    {
        string own = after[ProductFields.Sku];
        HashSet<string> units = new(VariantText.Read(after[ProductFields.Variants], out _).Select(v => v.Sku).Prepend(own), StringComparer.OrdinalIgnoreCase);
        string column = plan.Columns.ColumnOf(plan.Format == FileFormat.Shopify ? ProductFields.VariantSku : ProductFields.Sku);
        foreach (string sku in units)
        {
            if (!lineOfSku.TryAdd(sku, line))
            {
                yield return new FileProblem(line, column, FileProblem.Short(sku), string.Create(CultureInfo.InvariantCulture, $"is the SKU of the product in line {lineOfSku[sku]} already"),
                    "Give every product and variant its own");
            }
            else if (ownerOfSku.TryGetValue(sku, out string? owner) && owner != id)
            {
                yield return new FileProblem(line, column, FileProblem.Short(sku), $"is the SKU of the product '{owner}'", "Give every product and variant its own; to move one, import twice");
            }
        }
    }

    private static Found Once(string id, StoredProduct? stored, FileProduct product, IReadOnlyDictionary<string, int> lineOfId) => new(id, stored,
        lineOfId.TryGetValue(id, out int line)
            ? new FileProblem(product.Line, "", id, string.Create(CultureInfo.InvariantCulture, $"is the product of line {line} again"), "Keep one of the two; rows of one product must stand together")
            : null);

    private static string NameId(FileProduct product) => ProductReading.Slug(product.Fields.GetValueOrDefault(ProductFields.Name, ""));

    private static IEnumerable<string> Units(FileProduct product)
    {
        string sku = product.Fields.GetValueOrDefault(ProductFields.Sku, "");
        string variants = product.Fields.GetValueOrDefault(ProductFields.Variants, "");
        return variants.Length == 0 ? [sku] : VariantText.Read(variants, out _).Select(v => v.Sku).Prepend(sku);
    }
}
