using System.Globalization;
using BackCare.App.Data;

namespace BackCare.App.Knowledge;

/// <summary>A stored product as the row of <c>products.csv</c> that it would come from.</summary>
internal static class ProductCells
{
    public static string[] Of(StoredProduct p) =>
    [
        p.Id, p.Sku, p.Name, p.Brand, p.Maker, p.BrandStatus, p.CategoryId, p.EvidenceProfile, p.Regions, p.Sizes, p.ArchHeight, p.Firmness, p.Activities,
        p.WeightMaxKg?.ToString(CultureInfo.InvariantCulture) ?? "", p.Material, p.LatexFree switch { true => "yes", false => "no", null => "unknown" },
        (p.PriceMinor / 100m).ToString("0.00", CultureInfo.InvariantCulture), p.PriceBasis, p.Note, p.SourceIds,
    ];
}
