namespace BackCare.Domain.Catalog;

/// <summary>A product as the shop sells it.</summary>
/// <remarks>Its links to symptoms are derived from <see cref="EvidenceProfile"/>; <see cref="Overrides"/> replace single derived links.</remarks>
public sealed record Product
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    /// <summary>Key, such as <c>house_slant_board</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Stock keeping unit.</summary>
    public required string Sku { get; init; }

    /// <summary>Shown name.</summary>
    public required string Name { get; init; }

    /// <summary>Brand.</summary>
    public required string Brand { get; init; }

    /// <summary>Maker.</summary>
    public string Maker { get; init; } = "";

    /// <summary>house, medidyne_verified or medidyne_recalled.</summary>
    public string BrandStatus { get; init; } = "";

    /// <summary>Category id.</summary>
    public required string CategoryId { get; init; }

    /// <summary>Evidence profile that its links to symptoms derive from.</summary>
    public required string EvidenceProfile { get; init; }

    /// <summary>Body regions it is for.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Sizes as printed by the maker, free text.</summary>
    public string Sizes { get; init; } = "";

    /// <summary>low, neutral, high, any or na.</summary>
    public string ArchHeight { get; init; } = "";

    /// <summary>soft, medium, firm, adjustable or na.</summary>
    public string Firmness { get; init; } = "";

    /// <summary>Activities it is made for.</summary>
    public IReadOnlyList<string> Activities { get; init; } = [];

    /// <summary>Highest body weight in kg, when the maker states one.</summary>
    public int? WeightMaxKg { get; init; }

    /// <summary>Material.</summary>
    public string Material { get; init; } = "";

    /// <summary>Free of latex; unknown when null.</summary>
    public bool? LatexFree { get; init; }

    /// <summary>Price.</summary>
    public required Money Price { get; init; }

    /// <summary>Where the price comes from, such as <c>illustrative</c>.</summary>
    public string PriceBasis { get; init; } = "";

    /// <summary>Note shown to shoppers.</summary>
    public string Note { get; init; } = "";

    /// <summary>What is said of it rests on these.</summary>
    public IReadOnlyList<string> SourceIds { get; init; } = [];

    /// <summary>Pieces in stock; null when stock is not tracked, which counts as available.</summary>
    public int? StockQuantity { get; init; }

    /// <summary>Links that replace, for this product alone, what its evidence profile says of a symptom.</summary>
    public IReadOnlyList<EvidenceRule> Overrides { get; init; } = [];

    /// <summary>Mean of its reviews, 1 to 5 stars; null without reviews.</summary>
    public double? RatingAverage { get; init; }

    /// <summary>Reviews that shoppers see; null when the shelf was built without them.</summary>
    public int? ReviewCount { get; init; }

    /// <summary>Global trade item number (EAN, UPC); empty when unknown.</summary>
    public string Gtin { get; init; } = "";

    /// <summary>What its kind asks for beside the fields above, by the category's attribute names, such as <c>heel_height_mm</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = NoAttributes;

    /// <summary>Sizes and other options with their own stock, in the order in which they are chosen; none when there is nothing to choose but <see cref="Sizes"/>.</summary>
    public IReadOnlyList<ProductVariant> Variants { get; init; } = [];

    /// <summary>Its pictures, the main one first.</summary>
    public IReadOnlyList<ProductPicture> Pictures { get; init; } = [];

    /// <summary>True when it, or one of its variants, can be bought now.</summary>
    public bool InStock => Variants.Count > 0 ? Variants.Any(v => v.InStock) : StockQuantity is null or > 0;

    /// <summary>The variant of that name; null when the product is not sold in variants or has none of that name.</summary>
    public ProductVariant? VariantNamed(string name) => Variants.FirstOrDefault(v => v.Name == name);

    /// <summary>What one piece of a size costs.</summary>
    public Money PriceOf(string size) => VariantNamed(size)?.PriceMinor is { } own ? Price with { Minor = own } : Price;

    /// <summary>True when a size can be bought now; sizes that are not variants share the product's stock.</summary>
    public bool HasInStock(string size) => Variants.Count == 0 ? InStock : VariantNamed(size) is { InStock: true };

    /// <summary>The stock keeping unit of a size.</summary>
    public string SkuOf(string size) => VariantNamed(size)?.Sku ?? Sku;
}
