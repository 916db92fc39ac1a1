using System.Globalization;
using System.Text.RegularExpressions;
using BackCare.App.Catalog.Desk;
using BackCare.Domain.Catalog.Files;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>The product editor's fields as texts by name, as they are shown and posted; names are the paths of the API's form, such as <c>variants[0].sku</c>.</summary>
public sealed partial class EditorValues
{
    private static readonly string[] Scalars =
        ["id", "sku", "name", "brand", "maker", "brandStatus", "categoryId", "evidenceProfile", "sizes", "archHeight", "firmness", "weightMaxKg", "material", "priceMinor", "currency", "priceBasis", "note", "description", "gtin", "stockQuantity", "latexFree", "activities", "sourceIds"];

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private EditorValues()
    {
    }

    /// <summary>A field's text; empty when there is none.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>Regions that are ticked.</summary>
    public IReadOnlyList<string> Regions { get; private set; } = [];

    /// <summary>Attribute names that have a field of their own, beside those that the category asks for.</summary>
    public IEnumerable<string> Attributes => values.Keys.Where(k => k.StartsWith("attributes.", StringComparison.Ordinal)).Select(k => k["attributes.".Length..]);

    /// <summary>Rows of a list, such as <c>variants</c>: the highest index that is there and one.</summary>
    public int Rows(string list) => values.Keys.Select(k => Row().Match(k)).Where(m => m.Success && m.Groups["list"].Value == list)
        .Select(m => int.Parse(m.Groups["i"].ValueSpan, CultureInfo.InvariantCulture) + 1).DefaultIfEmpty(0).Max();

    /// <summary>The fields of a product.</summary>
    public static EditorValues Of(ProductForm form, string id)
    {
        ArgumentNullException.ThrowIfNull(form);
        var shown = new EditorValues { Regions = form.Regions };
        Dictionary<string, string> v = shown.values;
        (v["id"], v["sku"], v["name"], v["brand"], v["maker"], v["brandStatus"]) = (id, form.Sku, form.Name, form.Brand, form.Maker, form.BrandStatus);
        (v["categoryId"], v["evidenceProfile"], v["sizes"], v["archHeight"], v["firmness"]) = (form.CategoryId, form.EvidenceProfile, form.Sizes, form.ArchHeight, form.Firmness);
        (v["material"], v["currency"], v["priceBasis"], v["note"], v["description"], v["gtin"]) = (form.Material, form.Currency, form.PriceBasis, form.Note, form.Description, form.Gtin);
        (v["weightMaxKg"], v["stockQuantity"], v["priceMinor"]) = (Number(form.WeightMaxKg), Number(form.StockQuantity), PriceText.Of(form.PriceMinor));
        v["latexFree"] = form.LatexFree switch { true => "yes", false => "no", null => "" };
        (v["activities"], v["sourceIds"]) = (string.Join(", ", form.Activities), string.Join(", ", form.SourceIds));
        foreach ((string name, string value) in form.Attributes)
            v[$"attributes.{name}"] = value;
        for (int i = 0; i < form.Variants.Count; i++)
        {
            ProductForm.Variant row = form.Variants[i];
            shown.Add($"variants[{i}]", ("id", row.Id), ("name", row.Name), ("sku", row.Sku), ("priceMinor", row.PriceMinor is { } p ? PriceText.Of(p) : ""), ("stockQuantity", Number(row.StockQuantity)), ("gtin", row.Gtin), ("place", Number(i + 1)));
        }

        for (int i = 0; i < form.Pictures.Count; i++)
            shown.Add($"pictures[{i}]", ("hash", form.Pictures[i].Hash), ("alt", form.Pictures[i].Alt), ("place", Number(i + 1)));
        for (int i = 0; i < form.Overrides.Count; i++)
        {
            ProductForm.Override row = form.Overrides[i];
            shown.Add($"overrides[{i}]", ("symptomId", row.SymptomId), ("effect", row.Effect), ("relevance", row.Relevance.ToString("R", CultureInfo.InvariantCulture)), ("grade", row.Grade),
                ("role", row.Role), ("structureId", row.StructureId ?? ""), ("sourceIds", string.Join(", ", row.SourceIds)), ("note", row.Note));
        }

        return shown;
    }

    /// <summary>The fields as they were posted, blanks around them left out.</summary>
    public static EditorValues Of(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var posted = new EditorValues { Regions = [.. form["regions"].OfType<string>()] };
        foreach (string name in form.Keys.Where(k => Scalars.Contains(k, StringComparer.Ordinal) || k.StartsWith("attributes.", StringComparison.Ordinal) || Row().IsMatch(k)))
            posted.values[name] = Form.Text(form, name);
        if (Form.Text(form, "newAttribute.name") is { Length: > 0 } added)
            posted.values[$"attributes.{added}"] = Form.Text(form, "newAttribute.value");
        return posted;
    }

    /// <summary>The fields with one more picture.</summary>
    public EditorValues WithPicture(string hash, string alt)
    {
        int i = Rows("pictures");
        Add($"pictures[{i}]", ("hash", hash), ("alt", alt), ("place", Number(i + 1)));
        return this;
    }

    /// <summary>The product that the fields say, and what cannot be read by field.</summary>
    public (ProductForm Form, Dictionary<string, string> Errors) Read()
    {
        Dictionary<string, string> errors = new(StringComparer.Ordinal);
        var form = new ProductForm
        {
            Sku = this["sku"],
            Name = this["name"],
            Brand = this["brand"],
            Maker = this["maker"],
            BrandStatus = this["brandStatus"],
            CategoryId = this["categoryId"],
            EvidenceProfile = this["evidenceProfile"],
            Regions = Regions,
            Sizes = this["sizes"],
            ArchHeight = this["archHeight"],
            Firmness = this["firmness"],
            Activities = List("activities"),
            WeightMaxKg = Whole("weightMaxKg", errors),
            Material = this["material"],
            LatexFree = this["latexFree"] switch { "yes" => true, "no" => false, _ => null },
            PriceMinor = Price("priceMinor", errors) ?? 0,
            Currency = this["currency"],
            PriceBasis = this["priceBasis"],
            Note = this["note"],
            Description = this["description"].ReplaceLineEndings("\n"),
            SourceIds = List("sourceIds"),
            Gtin = this["gtin"],
            StockQuantity = Whole("stockQuantity", errors),
            Attributes = Attributes.Where(a => this[$"attributes.{a}"].Length > 0).ToDictionary(a => a, a => this[$"attributes.{a}"], StringComparer.Ordinal),
            Variants = [.. Kept("variants", "name", "sku").Select(at => new ProductForm.Variant(
                this[$"{at}.id"], this[$"{at}.name"], this[$"{at}.sku"], Price($"{at}.priceMinor", errors), Whole($"{at}.stockQuantity", errors), this[$"{at}.gtin"]))],
            Pictures = [.. Kept("pictures", "hash").Select(at => new ProductForm.Picture(this[$"{at}.hash"], this[$"{at}.alt"]))],
            Overrides = [.. Kept("overrides", "symptomId").Select(at => new ProductForm.Override(
                this[$"{at}.symptomId"], this[$"{at}.effect"], Weight($"{at}.relevance", errors), this[$"{at}.grade"], this[$"{at}.role"], List($"{at}.sourceIds"),
                this[$"{at}.structureId"] is { Length: > 0 } structure ? structure : null, this[$"{at}.note"]))],
        };
        return (form, errors);
    }

    /// <summary>A path of the read form as the field that it was posted in: rows that were left out or moved stand elsewhere there.</summary>
    public string FieldOf(string path)
    {
        Match row = Row().Match(path);
        if (!row.Success)
            return path.IndexOf('[', StringComparison.Ordinal) is var at and > 0 ? path[..at] : path;
        string[] kept = [.. row.Groups["list"].Value switch { "variants" => Kept("variants", "name", "sku"), "pictures" => Kept("pictures", "hash"), _ => Kept("overrides", "symptomId") }];
        int i = int.Parse(row.Groups["i"].ValueSpan, CultureInfo.InvariantCulture);
        string field = row.Groups["field"].Value;
        return i < kept.Length ? $"{kept[i]}.{(field.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 ? field[..bracket] : field)}" : path;
    }

    /// <summary>The rows that say something and are not to be removed, in their order of places.</summary>
    private IEnumerable<string> Kept(string list, params string[] any) => Enumerable.Range(0, Rows(list)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]"))
        .Where(at => this[$"{at}.remove"].Length == 0 && any.Any(field => this[$"{at}.{field}"].Length > 0))
        .OrderBy(at => double.TryParse(this[$"{at}.place"], NumberStyles.Float, CultureInfo.InvariantCulture, out double place) ? place : double.MaxValue);

    private void Add(string at, params ReadOnlySpan<(string Field, string Value)> fields)
    {
        foreach ((string field, string value) in fields)
            values[$"{at}.{field}"] = value;
    }

    private string[] List(string name) => this[name].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private int? Whole(string name, Dictionary<string, string> errors)
    {
        if (this[name].Length == 0) return null;
        if (int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out int value)) return value;
        errors[name] = "Write a whole number, such as 12, or leave it empty.";
        return null;
    }

    private long? Price(string name, Dictionary<string, string> errors)
    {
        if (this[name].Length == 0) return null;
        if (ProductState.Minor(this[name]) is { } minor) return minor;
        errors[name] = "Write a price with a point, such as 24.95.";
        return null;
    }

    private double Weight(string name, Dictionary<string, string> errors)
    {
        if (double.TryParse(this[name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)) return value;
        errors[name] = "Write a weight from 0 to 1, such as 0.5.";
        return 0;
    }

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^(?<list>variants|pictures|overrides)\[(?<i>\d{1,3})\]\.(?<field>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
