using System.Globalization;
using BackCare.Domain.Catalog.Files;

namespace BackCare.Web.Pages.Admin.Import;

/// <summary>Words of the pages about imports.</summary>
internal static class ImportWords
{
    /// <summary>Encodings that can be chosen, by name.</summary>
    public static IReadOnlyList<(string Value, string Label)> Encodings { get; } = [.. Enum.GetValues<FileEncoding>().Select(e => (e.ToString().ToLowerInvariant(), FileEncodings.NameOf(e)))];

    /// <summary>Formats that can be chosen, by name.</summary>
    public static IReadOnlyList<(string Value, string Label)> Formats { get; } =
        [("backcare", "One row a product (BackCare and others)"), ("shopify", "Shopify: rows sharing a handle"), ("woocommerce", "WooCommerce: products and variations")];

    /// <summary>Delimiters that can be chosen.</summary>
    public static IReadOnlyList<(string Value, string Label)> Delimiters { get; } = [.. CsvDelimiter.All.Select(d => (CsvDelimiter.NameOf(d), CsvDelimiter.NameOf(d)))];

    /// <summary>A state as people read it.</summary>
    public static string State(string state) => state switch
    {
        "uploaded" => "uploaded, not checked yet",
        "checking" => "being checked",
        "checked" => "checked, not imported yet",
        "writing" => "being imported",
        "undone" => "taken back",
        var plain => plain,
    };

    /// <summary>What becomes of a product.</summary>
    public static string Action(string action) => action switch { "add" => "new", "change" => "changed", "keep" => "kept as edited", "retire" => "retired", var other => other };

    /// <summary>A number with thousands set off.</summary>
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A field as people read it.</summary>
    public static string Field(string name) => ProductFields.ByName.TryGetValue(name, out ProductField? field) ? field.Label : name;

    /// <summary>A value, shortened.</summary>
    public static string Value(string? text) => text is null ? "nothing" : FileProblem.Short(text.ReplaceLineEndings(" "));
}
