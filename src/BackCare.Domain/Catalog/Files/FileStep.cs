using BackCare.Domain.Editing;

namespace BackCare.Domain.Catalog.Files;

/// <summary>What an import does with one product.</summary>
public enum FileAction
{
    /// <summary>The shop does not have it: added.</summary>
    Add,

    /// <summary>The file says something else: changed.</summary>
    Change,

    /// <summary>The file says what the shop has.</summary>
    Leave,

    /// <summary>Somebody edited or removed it by hand since the last import: kept as it is.</summary>
    Keep,

    /// <summary>The file does not have it any more: retired.</summary>
    Retire,

    /// <summary>The file says something that cannot be.</summary>
    Reject,
}

/// <summary>What a shop has of one product.</summary>
/// <param name="Fields">Its texts by field, as <see cref="ProductText.Of"/> gives them.</param>
/// <param name="Edited">Somebody changed it by hand since the last import.</param>
/// <param name="Removed">Somebody removed it by hand; it is a mark.</param>
/// <param name="Gone">It was taken back together with the import that brought it; a file may bring it again.</param>
public sealed record ShopProduct(IReadOnlyDictionary<string, string> Fields, bool Edited, bool Removed, bool Gone = false);

/// <summary>What an import may do.</summary>
/// <param name="OverwriteEdited">Also change what somebody edited or removed by hand; without it such products are kept.</param>
public sealed record FileChoices(bool OverwriteEdited = false);

/// <summary>One product's fate.</summary>
/// <param name="Action">What is done.</param>
/// <param name="After">All its fields as they will be; null when nothing is written.</param>
/// <param name="Changes">The fields that differ; for a kept product what the file wanted.</param>
/// <param name="NeedsPlace">True when it has no category, evidence profile or region yet: it stays a draft until somebody confirms them.</param>
public sealed record FileStep(FileAction Action, IReadOnlyDictionary<string, string>? After, IReadOnlyList<FieldChange> Changes, bool NeedsPlace)
{
    /// <summary>What a new product says where the file says nothing.</summary>
    private static readonly Dictionary<string, string> Blank = new(StringComparer.Ordinal)
    {
        [ProductFields.Brand] = "Unbranded",
        [ProductFields.BrandStatus] = "shop",
        [ProductFields.ArchHeight] = "na",
        [ProductFields.Firmness] = "na",
        [ProductFields.LatexFree] = "unknown",
        [ProductFields.PriceBasis] = "shop",
        [ProductFields.Status] = Draft,
    };

    private static readonly string[] PlaceFields = [ProductFields.CategoryId, ProductFields.EvidenceProfile, ProductFields.Regions];

    private const string Draft = "draft", Published = "published", Retired = "retired";

    /// <summary>Decides from what the file says and what the shop has. A product with problems is not for here.</summary>
    /// <param name="id">The id it has or will have.</param>
    /// <param name="file">What the file says.</param>
    /// <param name="shop">What the shop has; null when it does not have it.</param>
    /// <param name="choices">What the import may do.</param>
    public static FileStep Decide(string id, IReadOnlyDictionary<string, string> file, ShopProduct? shop, FileChoices choices)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(choices);
        Dictionary<string, string> after = new(StringComparer.Ordinal);
        foreach (string field in ProductFields.Columns)
        {
            string known = shop?.Fields.GetValueOrDefault(field, "") ?? Blank.GetValueOrDefault(field, "");
            after[field] = file.GetValueOrDefault(field, known);
        }

        after[ProductFields.Id] = id;
        if (after[ProductFields.Sku].Length == 0)
            after[ProductFields.Sku] = id.Length <= ProductFields.ByName[ProductFields.Sku].Longest ? id : id[..ProductFields.ByName[ProductFields.Sku].Longest];
        if (after[ProductFields.Brand].Length == 0)
            after[ProductFields.Brand] = Blank[ProductFields.Brand];
        after[ProductFields.Variants] = VariantText.Resolve(after[ProductFields.Variants], shop?.Fields.GetValueOrDefault(ProductFields.Variants, "") ?? "", after[ProductFields.Sku]);
        bool placeless = PlaceFields.Any(f => after[f].Length == 0);
        if (placeless && after[ProductFields.Status] == Published)
            after[ProductFields.Status] = Draft;
        if (shop is null)
            return new FileStep(FileAction.Add, after, [], placeless);
        FieldChange[] changes = Between(shop.Fields, after);
        if (shop.Removed || (shop.Edited && changes.Length > 0))
            return choices.OverwriteEdited ? new FileStep(FileAction.Change, after, changes, placeless) : new FileStep(FileAction.Keep, null, changes, false);
        return changes.Length == 0 && !shop.Gone ? new FileStep(FileAction.Leave, null, [], false) : new FileStep(FileAction.Change, after, changes, placeless);
    }

    /// <summary>What a full import does with a product that its file does not have.</summary>
    public static FileStep Missing(ShopProduct shop, FileChoices choices)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(choices);
        if (shop.Removed || shop.Gone || shop.Fields[ProductFields.Status] == Retired)
            return new FileStep(FileAction.Leave, null, [], false);
        Dictionary<string, string> after = new(shop.Fields, StringComparer.Ordinal) { [ProductFields.Status] = Retired };
        return shop.Edited && !choices.OverwriteEdited
            ? new FileStep(FileAction.Keep, null, Between(shop.Fields, after), false)
            : new FileStep(FileAction.Retire, after, Between(shop.Fields, after), false);
    }

    private static FieldChange[] Between(IReadOnlyDictionary<string, string> before, Dictionary<string, string> after) =>
    [
        .. ProductFields.Columns.Select(f => new FieldChange(f, Said(before.GetValueOrDefault(f)), Said(after[f]))).Where(c => c.Before != c.After),
    ];

    private static string? Said(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
