using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>The variations of a WooCommerce file by parent: exports are sorted by id, so a variation may stand far from its product.</summary>
/// <remarks>Filled in a pass of its own before the products are read, bounded by <see cref="Most"/> variations of a few short texts each.</remarks>
public sealed class VariationIndex
{
    /// <summary>Most variations of one file.</summary>
    public const int Most = 500_000;

    private static readonly string[] OptionValues = [ProductFields.OptionValue, ProductFields.OptionValue2, ProductFields.OptionValue3];

    private readonly Dictionary<string, List<FileVariant>> byParent = new(StringComparer.Ordinal);

    /// <summary>Variations that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Variations of parents that no product has claimed, as problems.</summary>
    public IEnumerable<FileProblem> Strays(FilePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return byParent.SelectMany(p => p.Value.Select(v => new FileProblem(v.Line, plan.Columns.ColumnOf(ProductFields.Parent), FileProblem.Short(p.Key),
            "names a parent that the file does not have", "Export the parent product with its variations, or take the row out"))).OrderBy(p => p.Line);
    }

    /// <summary>True for a row that is a variation of another row's product.</summary>
    public static bool IsVariation(FilePlan plan, CsvRecord record)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Cell(record, ProductFields.RowType).Contains("variation", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Takes a row, if it is a variation.</summary>
    /// <returns>Why the file is refused; null as long as it is not.</returns>
    public CsvFault? Add(FilePlan plan, CsvRecord record)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!IsVariation(plan, record))
            return null;
        if (++Count > Most)
            return new CsvFault(record.Line, string.Create(CultureInfo.InvariantCulture, $"is variation number {Count}"), "Split the file: one may have half a million");
        string parent = plan.Cell(record, ProductFields.Parent), stock = plan.Cell(record, ProductFields.Stock);
        if (!byParent.TryGetValue(parent, out List<FileVariant>? own))
            byParent.Add(parent, own = []);
        own.Add(new FileVariant(record.Line, string.Join(", ", OptionValues.Select(f => plan.Cell(record, f)).Where(v => v.Length > 0)),
            plan.Cell(record, ProductFields.Sku), plan.Cell(record, ProductFields.Price), stock.Length > 0 ? stock : null,
            plan.Cell(record, ProductFields.Gtin)));
        return null;
    }

    /// <summary>Hands out the variations of a row's product; each is handed out once.</summary>
    public IReadOnlyList<FileVariant> Of(FilePlan plan, CsvRecord record)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string sku = plan.Cell(record, ProductFields.Sku), id = plan.Cell(record, ProductFields.ForeignId);
        List<FileVariant> own = [];
        if (sku.Length > 0 && byParent.Remove(sku, out List<FileVariant>? bySku))
            own.AddRange(bySku);
        if (id.Length > 0 && byParent.Remove("id:" + id, out List<FileVariant>? byId))
            own.AddRange(byId);
        return [.. own.OrderBy(v => v.Line)];
    }
}
