using BackCare.App.Editing;
using BackCare.Domain.Catalog;

namespace BackCare.App.Data;

/// <summary>Whether shoppers see a product.</summary>
public enum PublicationStatus
{
    /// <summary>Shown and recommended.</summary>
    Published,

    /// <summary>Not shown yet.</summary>
    Draft,

    /// <summary>No longer sold; past lists still name it.</summary>
    Retired,
}

/// <summary>A product's row. Lists are joined by <c>|</c>, as in the files.</summary>
public sealed class StoredProduct : IShelfRow
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    public required string Id { get; set; }

    public required string Sku { get; set; }

    public required string Name { get; set; }

    public required string Brand { get; set; }

    public string Maker { get; set; } = "";

    public string BrandStatus { get; set; } = "";

    public required string CategoryId { get; set; }

    public required string EvidenceProfile { get; set; }

    public string Regions { get; set; } = "";

    public string Sizes { get; set; } = "";

    public string ArchHeight { get; set; } = "";

    public string Firmness { get; set; } = "";

    public string Activities { get; set; } = "";

    public int? WeightMaxKg { get; set; }

    public string Material { get; set; } = "";

    public bool? LatexFree { get; set; }

    public long PriceMinor { get; set; }

    public required string Currency { get; set; }

    public string PriceBasis { get; set; } = "";

    public string Note { get; set; } = "";

    public string SourceIds { get; set; } = "";

    /// <summary>What its page says of it at length; read with the page, not kept on the shelf.</summary>
    public string Description { get; set; } = "";

    /// <summary>Global trade item number; empty when unknown.</summary>
    public string Gtin { get; set; } = "";

    /// <summary>Attributes of its kind by name, as a JSON object; empty for none.</summary>
    public string Attributes { get; set; } = "";

    /// <summary>Pieces in stock; null when stock is not tracked.</summary>
    public int? StockQuantity { get; set; }

    public PublicationStatus Status { get; set; }

    /// <summary>When it was first offered.</summary>
    public DateTime ListedUtc { get; set; }

    /// <summary>Place in the catalogue file.</summary>
    public int Ordinal { get; set; }

    /// <summary>Hash of the row that the last import brought; null for a product that an admin created.</summary>
    public string? SeedHash { get; set; }

    /// <summary>When an admin last changed it; an import leaves such a product alone.</summary>
    public DateTime? EditedUtc { get; set; }

    /// <summary>When an import last brought it from a file; what was edited later is an admin's. Null for what no file brought.</summary>
    public DateTime? ImportedUtc { get; set; }

    /// <summary>When an admin removed it; the row stays as a mark so that an import does not bring it back.</summary>
    public DateTime? RemovedUtc { get; set; }

    /// <summary>Moves with every change.</summary>
    public long Version { get; set; }

    /// <summary>Links that replace what its evidence profile says of single symptoms.</summary>
    public List<EvidenceOverride> Overrides { get; } = [];

    /// <summary>Sizes and other options with their own stock.</summary>
    public List<StoredVariant> Variants { get; } = [];

    /// <summary>What it looks like.</summary>
    public List<StoredProductPicture> Pictures { get; } = [];

    /// <summary>Attributes of its kind by name.</summary>
    public IReadOnlyDictionary<string, string> AttributeValues => Attributes.Length == 0 ? NoAttributes : AttributesOf(Attributes);

    /// <summary>Takes over what the file says; stock, status and listing date are the shop's own and stay.</summary>
    public void Take(Product seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        (Sku, Name, Brand, Maker, BrandStatus) = (seed.Sku, seed.Name, seed.Brand, seed.Maker, seed.BrandStatus);
        (CategoryId, EvidenceProfile) = (seed.CategoryId, seed.EvidenceProfile);
        (Regions, Activities, SourceIds) = (Join(seed.Regions), Join(seed.Activities), Join(seed.SourceIds));
        (Sizes, ArchHeight, Firmness, WeightMaxKg) = (seed.Sizes, seed.ArchHeight, seed.Firmness, seed.WeightMaxKg);
        (Material, LatexFree, Note) = (seed.Material, seed.LatexFree, seed.Note);
        (PriceMinor, Currency, PriceBasis) = (seed.Price.Minor, seed.Price.Currency, seed.PriceBasis);
    }

    /// <summary>The product as the domain sees it.</summary>
    public Product ToProduct() => new()
    {
        Id = Id,
        Sku = Sku,
        Name = Name,
        Brand = Brand,
        Maker = Maker,
        BrandStatus = BrandStatus,
        CategoryId = CategoryId,
        EvidenceProfile = EvidenceProfile,
        Regions = Split(Regions),
        Sizes = Sizes,
        ArchHeight = ArchHeight,
        Firmness = Firmness,
        Activities = Split(Activities),
        WeightMaxKg = WeightMaxKg,
        Material = Material,
        LatexFree = LatexFree,
        Price = new Money(PriceMinor, Currency),
        PriceBasis = PriceBasis,
        Note = Note,
        SourceIds = Split(SourceIds),
        StockQuantity = StockQuantity,
        Gtin = Gtin,
        Attributes = AttributeValues,
        Variants = [.. Variants.OrderBy(v => v.Ordinal).ThenBy(v => v.Id, StringComparer.Ordinal).Select(v => v.ToVariant())],
        Pictures = [.. Pictures.OrderBy(p => p.Ordinal).ThenBy(p => p.Hash, StringComparer.Ordinal).Select(p => p.ToPicture())],
        Overrides = [.. Overrides.OrderBy(o => o.SymptomId, StringComparer.Ordinal).Select(o => o.ToRule(EvidenceProfile))],
    };

    /// <summary>Attributes by name out of their JSON object.</summary>
    internal static Dictionary<string, string> AttributesOf(string json) =>
        FieldsJson.Read(json)!.Where(a => a.Value is not null).ToDictionary(a => a.Key, a => a.Value!, StringComparer.Ordinal);

    internal static string Join(IEnumerable<string> items) => string.Join('|', items);

    internal static string[] Split(string joined) => joined.Length == 0 ? [] : joined.Split('|');
}
