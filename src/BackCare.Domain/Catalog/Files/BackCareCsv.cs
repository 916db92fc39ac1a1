namespace BackCare.Domain.Catalog.Files;

/// <summary>BackCare's own product file: one row a product, every field a column.</summary>
public static class BackCareCsv
{
    /// <summary>The line of column names.</summary>
    public static string Header() => CsvCells.Line(ProductFields.Columns);

    /// <summary>The line of one product.</summary>
    public static string Lines(CatalogProduct product)
    {
        IReadOnlyDictionary<string, string> texts = ProductText.Of(product);
        return CsvCells.Line(ProductFields.Columns.Select(column => texts[column]));
    }
}
