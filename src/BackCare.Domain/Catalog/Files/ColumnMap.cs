using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Which column of a file fills which field.</summary>
/// <param name="Header">Column names as the file has them.</param>
/// <param name="Fields">The field of each column; null where a column is not used.</param>
public sealed record ColumnMap(IReadOnlyList<string> Header, IReadOnlyList<string?> Fields)
{
    /// <summary>What a header means by itself in a format. Of two columns for the same field the first is taken, save where both add up.</summary>
    public static ColumnMap Of(FileFormat format, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        HashSet<string> taken = new(StringComparer.Ordinal);
        return new ColumnMap(header, [.. header.Select(column => FileFormats.FieldOf(format, column) is { } field && taken.Add(field) ? field : null)]);
    }

    /// <summary>This map with choices of a person by column name; an empty choice leaves a column out.</summary>
    public ColumnMap With(IReadOnlyDictionary<string, string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return this with { Fields = [.. Header.Select((column, i) => choices.TryGetValue(column, out string? field) ? (field.Length > 0 ? field : null) : Fields[i])] };
    }

    /// <summary>The name that the file gives to a field; the field's own when no column fills it.</summary>
    public string ColumnOf(string field)
    {
        for (int i = 0; i < Fields.Count; i++)
        {
            if (Fields[i] == field)
                return Header[i];
        }

        return field;
    }

    /// <summary>True when a column fills the field.</summary>
    public bool Has(string field) => Fields.Contains(field);

    /// <summary>Why no file can be read with this map; null when one can.</summary>
    /// <param name="format">How rows make products.</param>
    public string? Fault(FileFormat format)
    {
        string? twice = Fields.OfType<string>().GroupBy(f => f, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
            return string.Create(CultureInfo.InvariantCulture, $"Two columns fill '{Label(twice)}'. Leave one of them out.");
        string? unknown = Fields.OfType<string>().FirstOrDefault(f => !ProductFields.ByName.ContainsKey(f));
        if (unknown is not null)
            return $"'{unknown}' is no field of a product. Use one of: {string.Join(", ", ProductFields.All.Select(f => f.Name))}.";
        if (!Has(ProductFields.Name) && !Has(ProductFields.Id) && !Has(ProductFields.Sku))
            return "No column fills the name, the id or the SKU of a product. Choose the columns that do.";
        if (format == FileFormat.Shopify && !Has(ProductFields.Id) && !Has(ProductFields.Name))
            return "A Shopify file needs its Handle or Title column. Choose the columns that fill them.";
        return null;
    }

    private static string Label(string field) => ProductFields.ByName.TryGetValue(field, out ProductField? known) ? known.Label : field;
}
