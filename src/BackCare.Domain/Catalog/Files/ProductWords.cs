namespace BackCare.Domain.Catalog.Files;

/// <summary>Words that fields of products choose from.</summary>
public static class ProductWords
{
    /// <summary>Where what is said of a brand comes from; <c>shop</c> is what the shop's own people entered or imported.</summary>
    public static IReadOnlyList<string> BrandStatuses { get; } = ["house", "shop", "medidyne_verified", "medidyne_recalled"];

    /// <summary>Heights of an arch that insoles fit.</summary>
    public static IReadOnlyList<string> ArchHeights { get; } = ["low", "neutral", "high", "any", "na"];

    /// <summary>How firm something is.</summary>
    public static IReadOnlyList<string> Firmnesses { get; } = ["soft", "medium", "firm", "adjustable", "na"];
}
