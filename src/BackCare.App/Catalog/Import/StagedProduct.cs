using BackCare.App.Data;

namespace BackCare.App.Catalog.Import;

/// <summary>A product as an import would write it, laid out beside the catalogue. Its columns are those of <see cref="StoredProduct"/> that a file can fill.</summary>
public sealed class StagedProduct
{
    public required string ImportId { get; set; }

    public required string Id { get; set; }

    /// <summary>Place in the file.</summary>
    public int Ordinal { get; set; }

    /// <summary>True for a product that the catalogue does not have.</summary>
    public bool IsNew { get; set; }

    /// <summary>Version of the product that the difference was made from; 0 for a new one.</summary>
    public long BasisVersion { get; set; }

    /// <summary>The changed fields as they were, as in <see cref="Editing.StoredChange"/>.</summary>
    public string? Before { get; set; }

    /// <summary>The changed fields as they will be.</summary>
    public required string After { get; set; }

    public bool VariantsChange { get; set; }

    public required string Sku { get; set; }

    public required string Name { get; set; }

    public required string Brand { get; set; }

    public required string Maker { get; set; }

    public required string BrandStatus { get; set; }

    public required string CategoryId { get; set; }

    public required string EvidenceProfile { get; set; }

    public required string Regions { get; set; }

    public required string Sizes { get; set; }

    public required string ArchHeight { get; set; }

    public required string Firmness { get; set; }

    public required string Activities { get; set; }

    public int? WeightMaxKg { get; set; }

    public required string Material { get; set; }

    public bool? LatexFree { get; set; }

    public long PriceMinor { get; set; }

    public required string Currency { get; set; }

    public required string PriceBasis { get; set; }

    public required string Note { get; set; }

    public required string SourceIds { get; set; }

    public required string Description { get; set; }

    public required string Gtin { get; set; }

    public required string Attributes { get; set; }

    public int? StockQuantity { get; set; }

    public PublicationStatus Status { get; set; }

    public string GuessCategory { get; set; } = "";

    public double GuessCategoryConfidence { get; set; }

    public string GuessProfile { get; set; } = "";

    public double GuessProfileConfidence { get; set; }

    public string GuessRegions { get; set; } = "";

    public double GuessRegionsConfidence { get; set; }
}

/// <summary>A variant as an import would write it.</summary>
public sealed class StagedVariant
{
    public required string ImportId { get; set; }

    public required string ProductId { get; set; }

    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Sku { get; set; }

    public long? PriceMinor { get; set; }

    public int? StockQuantity { get; set; }

    public required string Gtin { get; set; }

    public int Ordinal { get; set; }
}
