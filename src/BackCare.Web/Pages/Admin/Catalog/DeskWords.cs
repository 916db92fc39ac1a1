using System.Globalization;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>Words of the catalogue's desk for what the use cases name.</summary>
internal static class DeskWords
{
    public static readonly (string Value, string Label)[] Sorts =
        [("name", "By name"), ("-name", "By name, Z to A"), ("price", "Cheapest first"), ("-price", "Dearest first"), ("stock", "Lowest stock first"), ("-edited", "Edited last first")];

    public static readonly (string Value, string Label)[] Actions =
        [("publish", "Publish"), ("draft", "Take back to draft"), ("retire", "Retire"), ("set_category", "Set the category"), ("adjust_price", "Change the price"), ("set_stock", "Set the stock")];

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["sku"] = "SKU",
        ["brand_status"] = "Brand status",
        ["category_id"] = "Category",
        ["arch_height"] = "Arch height",
        ["activity"] = "Activities",
        ["weight_max_kg"] = "Highest body weight (kg)",
        ["latex_free"] = "Free of latex",
        ["source_ids"] = "Sources",
        ["gtin"] = "GTIN",
        ["alt"] = "text for people who cannot see it",
    };

    public static string Status(string status) => status switch { "published" => "Published", "draft" => "Draft", "retired" => "Retired", _ => status };

    public static string Attention(string kind) => kind switch
    {
        "out_of_stock" => "Out of stock",
        "no_picture" => "No picture",
        "no_evidence" => "No evidence profile",
        "no_description" => "No description",
        "claims" => "Claims",
        _ => kind,
    };

    public static string Kind(string kind) => kind switch
    {
        "create" => "Created",
        "edit" => "Edited",
        "publish" => "Published",
        "retire" => "Retired",
        "remove" => "Removed",
        "import" => "Imported",
        "undo" => "Taken back",
        _ => kind,
    };

    /// <summary>A field of a product's state as people read it: <c>variants/m/stock</c> is "Variant m: stock".</summary>
    public static string Field(string field)
    {
        string[] parts = field.Split('/');
        return parts switch
        {
            ["variants", var id, var of] => $"Variant {id}: {Lower(of)}",
            ["pictures", var hash, var of] => $"Picture {hash[..Math.Min(8, hash.Length)]}: {Lower(of)}",
            ["overrides", var symptom, var of] => $"Own link to {symptom}: {Lower(of)}",
            ["attributes", var name] => $"Attribute {name.Replace('_', ' ')}",
            [var one] => Fields.TryGetValue(one, out string? label) ? label : char.ToUpperInvariant(one[0]) + one[1..].Replace('_', ' '),
            _ => field,
        };
    }

    /// <summary>A text of the editor by its path in the form, as people find it there: <c>note</c> is "Short note", <c>variants[0].name</c> is "Variant 1: name".</summary>
    public static string Place(string path)
    {
        const string Attributes = "attributes.";
        int open = path.IndexOf('['), close = path.IndexOf("].", StringComparison.Ordinal);
        if (open > 0 && close > open && int.TryParse(path.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int row))
        {
            string of = path[..open] switch { "variants" => "Variant", "pictures" => "Picture", "overrides" => "Own link", var other => other };
            return string.Create(CultureInfo.InvariantCulture, $"{of} {row + 1}: {Lower(path[(close + 2)..])}");
        }

        return path switch
        {
            "note" => "Short note",
            "sizes" => "Sizes as printed",
            _ => Field(path.StartsWith(Attributes, StringComparison.Ordinal) ? path[Attributes.Length..] : path),
        };
    }

    private static string Lower(string of) => of switch { "sku" => "SKU", "gtin" => "GTIN", _ => (Fields.TryGetValue(of, out string? label) ? label : of.Replace('_', ' ')).ToLowerInvariant() };
}
