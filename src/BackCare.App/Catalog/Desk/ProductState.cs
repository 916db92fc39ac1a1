using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Catalog.Desk;

/// <summary>A product as fields by name, for differences, merging and history. Names are those of the product files; what it has several of is told field by
/// field, as <c>variants/m/stock</c>, so that two editors of different variants do not meet.</summary>
/// <remarks>An empty text is told as absent: a product says the same with either.</remarks>
public static class ProductState
{
    /// <summary>The subject of a product's history.</summary>
    public const string Subject = "product";

    private const string Variants = "variants", Pictures = "pictures", Overrides = "overrides", Attributes = "attributes";

    private static readonly (string Name, Func<StoredProduct, string?> Get, Action<StoredProduct, string> Set)[] Scalars =
    [
        ("sku", p => p.Sku, (p, v) => p.Sku = v),
        ("name", p => p.Name, (p, v) => p.Name = v),
        ("brand", p => p.Brand, (p, v) => p.Brand = v),
        ("maker", p => p.Maker, (p, v) => p.Maker = v),
        ("brand_status", p => p.BrandStatus, (p, v) => p.BrandStatus = v),
        ("category_id", p => p.CategoryId, (p, v) => p.CategoryId = v),
        ("evidence_profile", p => p.EvidenceProfile, (p, v) => p.EvidenceProfile = v),
        ("regions", p => p.Regions, (p, v) => p.Regions = v),
        ("sizes", p => p.Sizes, (p, v) => p.Sizes = v),
        ("arch_height", p => p.ArchHeight, (p, v) => p.ArchHeight = v),
        ("firmness", p => p.Firmness, (p, v) => p.Firmness = v),
        ("activity", p => p.Activities, (p, v) => p.Activities = v),
        ("weight_max_kg", p => Number(p.WeightMaxKg), (p, v) => p.WeightMaxKg = Whole(v)),
        ("material", p => p.Material, (p, v) => p.Material = v),
        ("latex_free", p => p.LatexFree switch { true => "yes", false => "no", null => null }, (p, v) => p.LatexFree = v switch { "yes" => true, "no" => false, _ => null }),
        ("price", p => PriceText.Of(p.PriceMinor), (p, v) => p.PriceMinor = Minor(v) ?? 0),
        ("currency", p => p.Currency, (p, v) => p.Currency = v),
        ("price_basis", p => p.PriceBasis, (p, v) => p.PriceBasis = v),
        ("note", p => p.Note, (p, v) => p.Note = v),
        ("description", p => p.Description, (p, v) => p.Description = v),
        ("source_ids", p => p.SourceIds, (p, v) => p.SourceIds = v),
        ("gtin", p => p.Gtin, (p, v) => p.Gtin = v),
        ("stock", p => Number(p.StockQuantity), (p, v) => p.StockQuantity = Whole(v)),
        ("status", p => p.Status.ToSnake(), (p, v) => p.Status = SnakeNames.TryParse(v, out PublicationStatus status) ? status : PublicationStatus.Draft),
    ];

    /// <summary>What a stored product says; null when it was removed. Its variants, pictures and overrides must be loaded.</summary>
    public static IReadOnlyDictionary<string, string?>? Of(StoredProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        if (product.RemovedUtc is not null)
            return null;
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach ((string name, Func<StoredProduct, string?> get, _) in Scalars)
            Say(fields, name, get(product));
        foreach ((string name, string value) in product.AttributeValues)
            Say(fields, $"{Attributes}/{name}", value);
        foreach (StoredVariant v in product.Variants)
            Say(fields, Variants, v.Id, ("order", Number(v.Ordinal)), ("name", v.Name), ("sku", v.Sku), ("price", v.PriceMinor is { } p ? PriceText.Of(p) : null), ("stock", Number(v.StockQuantity)), ("gtin", v.Gtin));
        foreach (StoredProductPicture p in product.Pictures)
            Say(fields, Pictures, p.Hash, ("order", Number(p.Ordinal)), ("alt", p.Alt), ("width", Number(p.Width)), ("height", Number(p.Height)));
        foreach (EvidenceOverride o in product.Overrides)
        {
            Say(fields, Overrides, o.SymptomId, ("effect", o.Effect.ToSnake()), ("relevance", o.Relevance.ToString("R", CultureInfo.InvariantCulture)),
                ("grade", o.Grade.ToSnake()), ("role", o.Role.ToSnake()), ("structure", o.StructureId), ("source_ids", o.SourceIds), ("note", o.Note));
        }

        return fields;
    }

    /// <summary>What a stored product says, with one field saying something else.</summary>
    public static IReadOnlyDictionary<string, string?> With(StoredProduct product, string field, string? value) =>
        new Dictionary<string, string?>(Of(product)!, StringComparer.Ordinal) { [field] = value };

    /// <summary>Makes a stored product say what the fields say; null removes it, and keeps its row as the mark that imports do not bring it back.</summary>
    public static void Apply(StoredProduct product, IReadOnlyDictionary<string, string?>? fields, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(product);
        product.EditedUtc = nowUtc;
        product.RemovedUtc = fields is null ? nowUtc : null;
        if (fields is null)
            return;
        foreach ((string name, _, Action<StoredProduct, string> set) in Scalars)
            set(product, fields.GetValueOrDefault(name) ?? "");
        Dictionary<string, string?> attributes = fields.Where(f => f.Value is not null && f.Key.StartsWith(Attributes + "/", StringComparison.Ordinal))
            .ToDictionary(f => f.Key[(Attributes.Length + 1)..], f => f.Value, StringComparer.Ordinal);
        product.Attributes = attributes.Count == 0 ? "" : FieldsJson.Write(attributes)!;
        Bring(product.Variants, Parts(fields, Variants), v => v.Id, id => new StoredVariant { ProductId = product.Id, Id = id, Name = "", Sku = "" }, Fill);
        Bring(product.Pictures, Parts(fields, Pictures), p => p.Hash, hash => new StoredProductPicture { ProductId = product.Id, Hash = hash, Alt = "" }, Fill);
        Bring(product.Overrides, Parts(fields, Overrides), o => o.SymptomId, id => new EvidenceOverride { ProductId = product.Id, SymptomId = id }, (o, f) => Fill(o, f, nowUtc));
    }

    /// <summary>Variants, pictures and links of which only some fields are there, as the field that each lacks: what one change took out and another filled in again.</summary>
    public static IReadOnlyList<string> HalfParts(IReadOnlyDictionary<string, string?> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return
        [
            .. new[] { (Kind: Variants, Needs: "name"), (Kind: Pictures, Needs: "alt"), (Kind: Overrides, Needs: "effect") }
                .SelectMany(part => Parts(fields, part.Kind).Where(p => !p.Value.ContainsKey(part.Needs)).Select(p => $"{part.Kind}/{p.Key}/{part.Needs}")),
        ];
    }

    /// <summary>Reads a price; null when it is none.</summary>
    public static long? Minor(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal major) && major < 1_000_000_000 && decimal.Round(major, 2) == major
            ? (long)(major * 100) : null;

    private static void Fill(StoredVariant v, IReadOnlyDictionary<string, string> f)
    {
        (v.Name, v.Sku, v.Gtin) = (f.GetValueOrDefault("name", ""), f.GetValueOrDefault("sku", ""), f.GetValueOrDefault("gtin", ""));
        (v.PriceMinor, v.StockQuantity) = (Minor(f.GetValueOrDefault("price", "")), Whole(f.GetValueOrDefault("stock", "")));
        v.Ordinal = Whole(f.GetValueOrDefault("order", "")) ?? 0;
    }

    private static void Fill(StoredProductPicture p, IReadOnlyDictionary<string, string> f)
    {
        p.Alt = f.GetValueOrDefault("alt", "");
        (p.Width, p.Height) = (Whole(f.GetValueOrDefault("width", "")) ?? 0, Whole(f.GetValueOrDefault("height", "")) ?? 0);
        p.Ordinal = Whole(f.GetValueOrDefault("order", "")) ?? 0;
    }

    private static void Fill(EvidenceOverride o, IReadOnlyDictionary<string, string> f, DateTime nowUtc)
    {
        o.Effect = SnakeNames.TryParse(f.GetValueOrDefault("effect", ""), out Effect effect) ? effect : Effect.NoBenefit;
        o.Grade = SnakeNames.TryParse(f.GetValueOrDefault("grade", ""), out EvidenceGrade grade) ? grade : EvidenceGrade.ExpertOpinion;
        o.Role = SnakeNames.TryParse(f.GetValueOrDefault("role", ""), out EvidenceRole role) ? role : EvidenceRole.NotRecommended;
        o.Relevance = double.TryParse(f.GetValueOrDefault("relevance", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out double relevance) ? relevance : 0;
        o.StructureId = f.TryGetValue("structure", out string? structure) ? structure : null;
        (o.SourceIds, o.Note, o.EditedUtc) = (f.GetValueOrDefault("source_ids", ""), f.GetValueOrDefault("note", ""), nowUtc);
    }

    /// <summary>Adds, changes and takes out rows until they are what the parts say.</summary>
    private static void Bring<T>(
        List<T> rows, Dictionary<string, Dictionary<string, string>> parts, Func<T, string> keyOf, Func<string, T> make, Action<T, IReadOnlyDictionary<string, string>> fill)
    {
        rows.RemoveAll(row => !parts.ContainsKey(keyOf(row)));
        foreach ((string key, Dictionary<string, string> fields) in parts)
        {
            T? row = rows.Find(r => keyOf(r) == key);
            if (row is null)
                rows.Add(row = make(key));
            fill(row, fields);
        }
    }

    private static Dictionary<string, Dictionary<string, string>> Parts(IReadOnlyDictionary<string, string?> fields, string kind) => fields
        .Where(f => f.Value is not null && f.Key.StartsWith(kind + "/", StringComparison.Ordinal))
        .Select(f => (Key: f.Key[(kind.Length + 1)..f.Key.LastIndexOf('/')], Field: f.Key[(f.Key.LastIndexOf('/') + 1)..], Value: f.Value!))
        .GroupBy(f => f.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.ToDictionary(f => f.Field, f => f.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private static void Say(Dictionary<string, string?> fields, string kind, string key, params ReadOnlySpan<(string Field, string? Value)> values)
    {
        foreach ((string field, string? value) in values)
            Say(fields, $"{kind}/{key}/{field}", value);
    }

    private static void Say(Dictionary<string, string?> fields, string field, string? value)
    {
        if (value is { Length: > 0 })
            fields[field] = value;
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
