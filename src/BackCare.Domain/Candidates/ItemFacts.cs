using BackCare.Domain.Catalog;

namespace BackCare.Domain.Candidates;

/// <summary>What the filters ask of one product beside its kind, close together so that many are looked at in little time.</summary>
/// <param name="Place">Place of the product on the shelf.</param>
/// <param name="IsInStock">True when it can be bought now.</param>
/// <param name="PriceMinor">Price in minor units.</param>
/// <param name="FittingSizes">Shoe sizes it fits; null when not known.</param>
/// <param name="WeightMaxKg">Highest body weight; null when the maker states none.</param>
public readonly record struct ItemFacts(int Place, bool IsInStock, long PriceMinor, ShoeSizeRange? FittingSizes, int? WeightMaxKg);
