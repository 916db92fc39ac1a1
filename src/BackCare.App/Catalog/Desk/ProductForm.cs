namespace BackCare.App.Catalog.Desk;

/// <summary>A product as an editor writes it, on the page and through the API: everything but its id and whether shoppers see it.</summary>
/// <remarks>What may be left out has a setter: generated JSON contracts fill every member without one, with null where the body has none.</remarks>
public sealed record ProductForm
{
    /// <summary>Stock keeping unit; one product's or variant's own.</summary>
    public required string Sku { get; init; }

    /// <summary>Shown name.</summary>
    public required string Name { get; init; }

    /// <summary>Brand.</summary>
    public required string Brand { get; init; }

    /// <summary>Maker; empty when unknown.</summary>
    public string Maker { get; set; } = "";

    /// <summary>house, shop, medidyne_verified, medidyne_recalled, or empty when nothing is said.</summary>
    public string BrandStatus { get; set; } = "";

    /// <summary>Category id.</summary>
    public required string CategoryId { get; init; }

    /// <summary>Evidence profile its links to symptoms derive from; empty while it has none, as a draft may.</summary>
    public string EvidenceProfile { get; set; } = "";

    /// <summary>Region ids it is for.</summary>
    public IReadOnlyList<string> Regions { get; set; } = [];

    /// <summary>Sizes as printed by the maker, free text; with variants, what holds for all of them, such as US men's.</summary>
    public string Sizes { get; set; } = "";

    /// <summary>low, neutral, high, any or na.</summary>
    public string ArchHeight { get; set; } = "na";

    /// <summary>soft, medium, firm, adjustable or na.</summary>
    public string Firmness { get; set; } = "na";

    /// <summary>Activities it is made for.</summary>
    public IReadOnlyList<string> Activities { get; set; } = [];

    /// <summary>Highest body weight in kg, when the maker states one.</summary>
    public int? WeightMaxKg { get; set; }

    /// <summary>Material.</summary>
    public string Material { get; set; } = "";

    /// <summary>Null when unknown.</summary>
    public bool? LatexFree { get; set; }

    /// <summary>Price in minor units.</summary>
    public long PriceMinor { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>Where the price comes from, such as illustrative; empty for the shop's own.</summary>
    public string PriceBasis { get; set; } = "";

    /// <summary>A short note shown with the product.</summary>
    public string Note { get; set; } = "";

    /// <summary>What its page says at length; paragraphs end with a line break.</summary>
    public string Description { get; set; } = "";

    /// <summary>Sources that its note rests on.</summary>
    public IReadOnlyList<string> SourceIds { get; set; } = [];

    /// <summary>Global trade item number (8, 12, 13 or 14 digits); empty when unknown.</summary>
    public string Gtin { get; set; } = "";

    /// <summary>Pieces in stock; null when stock is not tracked. Variants have their own.</summary>
    public int? StockQuantity { get; set; }

    /// <summary>What its kind asks for beside the above, by the category's attribute names.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>();

    /// <summary>Sizes and other options with their own stock, in the order in which they are chosen.</summary>
    public IReadOnlyList<Variant> Variants { get; set; } = [];

    /// <summary>Its pictures, the main one first; each was uploaded before.</summary>
    public IReadOnlyList<Picture> Pictures { get; set; } = [];

    /// <summary>What is stated of it and single symptoms, instead of its evidence profile.</summary>
    public IReadOnlyList<Override> Overrides { get; set; } = [];

    /// <param name="Id">Key among the product's variants; made from the name when it is empty.</param>
    /// <param name="Name">What is chosen, such as EU 42-43.</param>
    /// <param name="Sku">Stock keeping unit.</param>
    /// <param name="PriceMinor">Its own price; null when it costs what the product costs.</param>
    /// <param name="StockQuantity">Pieces in stock; null when stock is not tracked.</param>
    /// <param name="Gtin">Global trade item number; empty when unknown.</param>
    public sealed record Variant(string Id, string Name, string Sku, long? PriceMinor = null, int? StockQuantity = null, string Gtin = "");

    /// <param name="Hash">Of an uploaded picture.</param>
    /// <param name="Alt">What it shows, in words.</param>
    public sealed record Picture(string Hash, string Alt);

    /// <param name="SymptomId">The symptom.</param>
    /// <param name="Effect">helps, may_help, comfort_only, enabler, no_benefit or avoid.</param>
    /// <param name="Relevance">Weight from 0 to 1; 0 exactly for no_benefit and avoid.</param>
    /// <param name="Grade">strong, moderate, limited or expert_opinion.</param>
    /// <param name="Role">primary, adjunct, comfort or not_recommended.</param>
    /// <param name="SourceIds">What it rests on; at least one.</param>
    /// <param name="StructureId">The structure it works on; null for none.</param>
    /// <param name="Note">What is known and not known, shown as it stands.</param>
    public sealed record Override(
        string SymptomId, string Effect, double Relevance, string Grade, string Role, IReadOnlyList<string> SourceIds, string? StructureId = null, string Note = "");
}
