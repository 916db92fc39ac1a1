using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Puts the rows of a file together to products, one product in memory at a time.</summary>
public sealed class RowAssembler(FilePlan plan, VariationIndex variations)
{
    /// <summary>Most rows of one product.</summary>
    public const int MostRows = 2_500;

    private static readonly string[] OptionValues = [ProductFields.OptionValue, ProductFields.OptionValue2, ProductFields.OptionValue3];

    private Open? open;

    /// <summary>Takes the next row.</summary>
    /// <returns>The product before it, when the row begins another one.</returns>
    public FileRows? Add(CsvRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (plan.Format == FileFormat.WooCommerce && VariationIndex.IsVariation(plan, record))
            return null;
        if (plan.Format == FileFormat.Shopify && open is not null && Continues(record))
        {
            Continue(open, record);
            return null;
        }

        FileRows? before = End();
        open = Begin(record);
        return before;
    }

    /// <summary>The last product.</summary>
    public FileRows? End()
    {
        FileRows? rows = open?.Rows;
        open = null;
        return rows;
    }

    private bool Continues(CsvRecord record)
    {
        string handle = plan.Cell(record, ProductFields.Id);
        return handle.Length > 0 ? handle == open!.Key : plan.Cell(record, ProductFields.Name).Length == 0;
    }

    private Open Begin(CsvRecord record)
    {
        var begun = new Open(record.Line, plan.Cell(record, ProductFields.Id));
        for (int i = 0; i < plan.Columns.Fields.Count; i++)
        {
            if (plan.Columns.Fields[i] is { } field)
                begun.Cells[field] = i < record.Cells.Count ? CsvCells.Unescape(record.Cells[i].Trim()) : "";
        }

        Note(begun, record);
        if (plan.Format == FileFormat.Shopify)
            TakeVariant(begun, record);
        if (plan.Format == FileFormat.WooCommerce)
            begun.Variants.AddRange(variations.Of(plan, record));
        return begun;
    }

    private void Continue(Open product, CsvRecord record)
    {
        product.Count++;
        if (product.Count == MostRows + 1)
        {
            product.Problems.Add(new FileProblem(record.Line, plan.Columns.ColumnOf(ProductFields.Id), FileProblem.Short(product.Key),
                string.Create(CultureInfo.InvariantCulture, $"has more than {MostRows} rows"), "Give every product its own handle"));
        }

        if (product.Count > MostRows)
            return;
        Note(product, record);
        TakeVariant(product, record);
    }

    private static void Note(Open product, CsvRecord record)
    {
        if (record.Problem is { } problem)
            product.Problems.Add(new FileProblem(record.Line, "", "", $"The row {problem}", "Put the whole cell in quotes and double the quotes inside"));
    }

    private void TakeVariant(Open product, CsvRecord record)
    {
        string label = LabelOf(record), sku = plan.Cell(record, ProductFields.VariantSku), price = plan.Cell(record, ProductFields.VariantPrice);
        // A row may carry nothing but a further picture.
        if (label.Length == 0 && sku.Length == 0 && price.Length == 0)
            return;
        bool tracked = !plan.Columns.Has(ProductFields.StockTracker) || plan.Cell(record, ProductFields.StockTracker).Length > 0;
        string stock = plan.Cell(record, ProductFields.VariantStock);
        product.Variants.Add(new FileVariant(record.Line, label, sku, price, tracked && stock.Length > 0 ? stock : null, plan.Cell(record, ProductFields.VariantGtin)));
    }

    private string LabelOf(CsvRecord record)
    {
        string label = string.Join(", ", OptionValues.Select(field => plan.Cell(record, field)).Where(v => v.Length > 0));
        return label.Equals("Default Title", StringComparison.OrdinalIgnoreCase) ? "" : label;
    }

    private sealed class Open(int line, string key)
    {
        public string Key => key;

        public int Count { get; set; } = 1;

        public Dictionary<string, string> Cells { get; } = new(StringComparer.Ordinal);

        public List<FileVariant> Variants { get; } = [];

        public List<FileProblem> Problems { get; } = [];

        public FileRows Rows => new(line, Cells, Variants, Problems);
    }
}
