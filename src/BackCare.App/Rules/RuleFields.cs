using System.Globalization;
using BackCare.App.Data;

namespace BackCare.App.Rules;

/// <summary>A rule as named fields of text, which is what history, difference and merge work on.</summary>
public static class RuleFields
{
    /// <summary>Subject of its changes.</summary>
    public const string Subject = "rule";

    /// <summary>Fields in the order of the desk's form, with what the desk calls them.</summary>
    public static readonly IReadOnlyList<(string Field, string Name)> All =
    [
        ("effect", "What it does"), ("description", "Description"), ("enabled", "Switched on"), ("productIds", "Products"), ("categoryIds", "Categories"), ("brands", "Brands"),
        ("symptomIds", "Symptoms"), ("regionIds", "Regions"), ("queries", "Search texts"), ("position", "Place"), ("amount", "Amount"), ("priority", "Priority"),
        ("fromUtc", "From"), ("untilUtc", "Until"),
    ];

    /// <summary>What the desk calls a field.</summary>
    public static string NameOf(string field) => All.FirstOrDefault(f => f.Field == field).Name ?? field;

    /// <summary>The fields of a form.</summary>
    public static IReadOnlyDictionary<string, string?> Of(RuleForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["effect"] = form.Effect,
            ["description"] = Text(form.Description),
            ["enabled"] = form.Enabled ? "true" : "false",
            ["productIds"] = List(form.ProductIds),
            ["categoryIds"] = List(form.CategoryIds),
            ["brands"] = List(form.Brands),
            ["symptomIds"] = List(form.SymptomIds),
            ["regionIds"] = List(form.RegionIds),
            ["queries"] = List(form.Queries),
            ["position"] = form.Position.ToString(CultureInfo.InvariantCulture),
            ["amount"] = form.Amount.ToString("R", CultureInfo.InvariantCulture),
            ["priority"] = form.Priority.ToString(CultureInfo.InvariantCulture),
            ["fromUtc"] = Time(form.FromUtc),
            ["untilUtc"] = Time(form.UntilUtc),
        };
    }

    /// <summary>The form that the fields were made of.</summary>
    /// <exception cref="FormatException">A number or a time is none.</exception>
    public static RuleForm ToForm(IReadOnlyDictionary<string, string?> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new RuleForm
        {
            Effect = fields.GetValueOrDefault("effect") ?? "",
            Description = fields.GetValueOrDefault("description") ?? "",
            Enabled = fields.GetValueOrDefault("enabled") == "true",
            ProductIds = Entries(fields, "productIds"),
            CategoryIds = Entries(fields, "categoryIds"),
            Brands = Entries(fields, "brands"),
            SymptomIds = Entries(fields, "symptomIds"),
            RegionIds = Entries(fields, "regionIds"),
            Queries = Entries(fields, "queries"),
            Position = int.Parse(fields.GetValueOrDefault("position") ?? "1", CultureInfo.InvariantCulture),
            Amount = double.Parse(fields.GetValueOrDefault("amount") ?? "0.5", CultureInfo.InvariantCulture),
            Priority = int.Parse(fields.GetValueOrDefault("priority") ?? "0", CultureInfo.InvariantCulture),
            FromUtc = At(fields, "fromUtc"),
            UntilUtc = At(fields, "untilUtc"),
        };
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string? List(IReadOnlyList<string> entries) => entries.Count == 0 ? null : StoredProduct.Join(entries);

    private static string? Time(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string[] Entries(IReadOnlyDictionary<string, string?> fields, string field) => StoredProduct.Split(fields.GetValueOrDefault(field) ?? "");

    private static DateTime? At(IReadOnlyDictionary<string, string?> fields, string field) => fields.GetValueOrDefault(field) is { } text
        ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal) : null;
}
