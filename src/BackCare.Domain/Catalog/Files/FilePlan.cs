namespace BackCare.Domain.Catalog.Files;

/// <summary>How one file is read.</summary>
/// <param name="Format">How rows make products.</param>
/// <param name="Columns">Which column fills which field.</param>
/// <param name="DecimalSign">Point or comma in prices.</param>
/// <param name="Currency">Currency of prices that name none.</param>
/// <param name="Terms">Words that products may use.</param>
public sealed record FilePlan(FileFormat Format, ColumnMap Columns, char DecimalSign, string Currency, CatalogTerms Terms)
{
    /// <summary>The cell of a row that fills a field, without blanks around it; empty when there is none.</summary>
    public string Cell(CsvRecord record, string field)
    {
        ArgumentNullException.ThrowIfNull(record);
        for (int i = 0; i < Columns.Fields.Count && i < record.Cells.Count; i++)
        {
            if (Columns.Fields[i] == field)
                return CsvCells.Unescape(record.Cells[i].Trim());
        }

        return "";
    }

    /// <summary>The name that the file gives to what a field is read from: descriptions of other shops stand in columns of HTML.</summary>
    public string ColumnOf(string field) => Columns.ColumnOf(
        field == ProductFields.Description && !Columns.Has(field) && Columns.Has(ProductFields.HtmlDescription) ? ProductFields.HtmlDescription : field);
}

/// <summary>One size, colour or other variant of a product as a file says it.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Label">Its option values, such as <c>Large</c> or <c>Large, left</c>; empty when the product has no options.</param>
/// <param name="Sku">Stock keeping unit; may be empty.</param>
/// <param name="Price">Price as written; may be empty.</param>
/// <param name="Stock">Pieces as written; null when stock is not tracked.</param>
/// <param name="Gtin">Global trade item number; may be empty.</param>
public sealed record FileVariant(int Line, string Label, string Sku, string Price, string? Stock, string Gtin);

/// <summary>The rows of one product, put together.</summary>
/// <param name="Line">Line of its first row.</param>
/// <param name="Cells">Cells by field as the file has them.</param>
/// <param name="Variants">Its variants in file order; empty for a row that stands for itself.</param>
/// <param name="Problems">What is wrong with the rows themselves.</param>
public sealed record FileRows(int Line, IReadOnlyDictionary<string, string> Cells, IReadOnlyList<FileVariant> Variants, IReadOnlyList<FileProblem> Problems);

/// <summary>One product as a file says it, in the words of <see cref="ProductFields.Columns"/>. A field that the file has no column for is absent.</summary>
/// <param name="Line">Line of its first row.</param>
/// <param name="Fields">Values by field, read and checked.</param>
/// <param name="Hints">What the file calls it beside that: the shop's own category and tags, for suggestions.</param>
/// <param name="Problems">Everything wrong with it, warnings among them.</param>
public sealed record FileProduct(int Line, IReadOnlyDictionary<string, string> Fields, string Hints, IReadOnlyList<FileProblem> Problems)
{
    /// <summary>True when it cannot be imported.</summary>
    public bool IsRejected => Problems.Any(p => p.Blocks);
}
