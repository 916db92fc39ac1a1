using System.Globalization;
using BackCare.App.Data;
using BackCare.Domain.Catalog.Files;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>The part of the catalogue that some products of a file may meet: by id, by stock keeping unit, or by the id that a name would give.</summary>
internal sealed class CatalogWindow
{
    private readonly BackCareDb db;
    /// <summary>Most units asked for at once.</summary>
    private const int Chunk = 1_000;

    private readonly Dictionary<string, StoredProduct> byId;
    private readonly Dictionary<string, StoredProduct> bySku;
    private readonly Dictionary<string, string> ownerOfSku;

    private CatalogWindow(BackCareDb db, IReadOnlyList<StoredProduct> stored)
    {
        this.db = db;
        byId = stored.ToDictionary(p => p.Id, StringComparer.Ordinal);
        bySku = stored.GroupBy(p => p.Sku, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        ownerOfSku = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A product of a file in the catalogue.</summary>
    /// <param name="Id">The id it has or will have.</param>
    /// <param name="Stored">What the shop has; null for a new one.</param>
    /// <param name="Problem">Why it cannot have this id.</param>
    public sealed record Found(string Id, StoredProduct? Stored, FileProblem? Problem);

    public static async Task<CatalogWindow> AroundAsync(BackCareDb db, IReadOnlyList<FileProduct> products, CancellationToken cancellationToken)
    {
        string[] ids = [.. products.SelectMany(p => new[] { p.Fields.GetValueOrDefault(ProductFields.Id, ""), NameId(p) }).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        string[] skus = [.. products.Select(p => p.Fields.GetValueOrDefault(ProductFields.Sku, "")).Where(s => s.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        StoredProduct[] stored = await db.Products.AsNoTracking().Include(p => p.Variants).Where(p => ids.Contains(p.Id) || skus.Contains(p.Sku)).ToArrayAsync(cancellationToken);
        return new CatalogWindow(db, stored);
    }

    /// <summary>Looks up who has the units that products would have: those that the file names, and those that were made for what it leaves out.</summary>
    public async Task LookUpUnitsAsync(IEnumerable<IReadOnlyDictionary<string, string>> afters, CancellationToken cancellationToken)
    {
        foreach (string[] skus in afters.SelectMany(UnitsOf).Distinct(StringComparer.OrdinalIgnoreCase).Chunk(Chunk))
        {
            var owners = (await db.Products.AsNoTracking().Where(p => skus.Contains(p.Sku)).Select(p => new { p.Sku, p.Id }).ToArrayAsync(cancellationToken))
                .Concat(await db.Variants.AsNoTracking().Where(v => skus.Contains(v.Sku)).Select(v => new { v.Sku, Id = v.ProductId }).ToArrayAsync(cancellationToken));
            foreach (var owner in owners)
                ownerOfSku.TryAdd(owner.Sku, owner.Id);
        }
    }

    /// <summary>Products of the shop that a row may mean by any of its names, whatever else is wrong with it.</summary>
    public IEnumerable<string> MeantBy(FileProduct product)
    {
        if (product.Fields.TryGetValue(ProductFields.Id, out string? id) && byId.ContainsKey(id))
            yield return id;
        if (bySku.TryGetValue(product.Fields.GetValueOrDefault(ProductFields.Sku, ""), out StoredProduct? known))
            yield return known.Id;
        if (byId.ContainsKey(NameId(product)))
            yield return NameId(product);
    }

    /// <summary>Finds a product by id, else by unit, else gives it an id made from its name; null when nothing tells it apart.</summary>
    /// <param name="product">The product.</param>
    /// <param name="lineOfId">Ids that the file has had already.</param>
    /// <param name="lastNumber">The number behind the last id that was made from a name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Found?> FindAsync(
        FileProduct product, IReadOnlyDictionary<string, int> lineOfId, Dictionary<string, int> lastNumber, CancellationToken cancellationToken)
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
        bool taken = byId.ContainsKey(id) || lineOfId.ContainsKey(id);
        for (int n = lastNumber.GetValueOrDefault(id, 1) + 1; taken; n++)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"-{n}");
            free = string.Concat(id.AsSpan(0, Math.Min(id.Length, ProductLimits.Longest(ProductFields.Id) - number.Length)), number);
            lastNumber[id] = n;
            taken = lineOfId.ContainsKey(free) || await db.Products.AnyAsync(p => p.Id == free, cancellationToken);
        }

        return new Found(free, null, null);
    }

    /// <summary>Units of the product that another one has already.</summary>
    public IEnumerable<FileProblem> UnitsTaken(string id, int line, IReadOnlyDictionary<string, string> after, Dictionary<string, int> lineOfSku, FilePlan plan)
    {
        // A product may have the unit of one of its variants, as in files of other shops.
        HashSet<string> units = new(UnitsOf(after), StringComparer.OrdinalIgnoreCase);
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

    private static IEnumerable<string> UnitsOf(IReadOnlyDictionary<string, string> after) =>
        VariantText.Read(after[ProductFields.Variants], out _).Select(v => v.Sku).Prepend(after[ProductFields.Sku]);
}
