using BackCare.Domain.Candidates;

namespace BackCare.Domain.Catalog.Search;

/// <summary>The order of a list of products.</summary>
public enum BrowseOrder
{
    /// <summary>The search's own order; by name when nothing was searched for.</summary>
    Match,

    /// <summary>By name.</summary>
    Name,

    /// <summary>Lowest price first.</summary>
    LowestPrice,

    /// <summary>Highest price first.</summary>
    HighestPrice,
}

/// <summary>What narrows the catalogue; everything is optional.</summary>
public sealed record BrowseFilter
{
    /// <summary>Category id.</summary>
    public string? Category { get; init; }

    /// <summary>Brand; letter case is ignored.</summary>
    public string? Brand { get; init; }

    /// <summary>Group of the plan.</summary>
    public PlanGroup? Group { get; init; }

    /// <summary>Lowest price, minor units.</summary>
    public long? MinPriceMinor { get; init; }

    /// <summary>Highest price, minor units.</summary>
    public long? MaxPriceMinor { get; init; }

    /// <summary>Leaves out what cannot be bought now.</summary>
    public bool InStock { get; init; }

    /// <summary>Leaves out what does not fit this shoe size, EU. What states no size fits everybody.</summary>
    public double? ShoeSizeEu { get; init; }

    /// <summary>True when the item passes every wish.</summary>
    public bool Fits(ShelfItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return (Category is null || item.Category.Id == Category)
            && (Brand is null || item.Product.Brand.Equals(Brand, StringComparison.OrdinalIgnoreCase))
            && (Group is null || item.Category.PlanGroup == Group)
            && (MinPriceMinor is null || item.Product.Price.Minor >= MinPriceMinor)
            && (MaxPriceMinor is null || item.Product.Price.Minor <= MaxPriceMinor)
            && (!InStock || item.Product.InStock)
            && (ShoeSizeEu is not { } size || ShoeSizes.Fits(item.FittingSizes, size));
    }
}

/// <summary>One value to narrow by.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Count">Products it would leave.</param>
public sealed record FacetCount(string Id, string Name, int Count);

/// <summary>A narrowed list with the counts to narrow it further: each facet counts with every other wish applied and its own left open.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Categories">By name.</param>
/// <param name="Brands">By name.</param>
/// <param name="Groups">In the order of the plan.</param>
/// <param name="CheapestMinor">Lowest price with the price left open, minor units; null when nothing is left.</param>
/// <param name="DearestMinor">Highest price with the price left open, minor units; null when nothing is left.</param>
public sealed record Browsed(
    IReadOnlyList<ShelfItem> Items, IReadOnlyList<FacetCount> Categories, IReadOnlyList<FacetCount> Brands, IReadOnlyList<FacetCount> Groups,
    long? CheapestMinor, long? DearestMinor);

/// <summary>Narrows, counts and orders a list of products.</summary>
public static class Browsing
{
    /// <summary>The list that a filter leaves of <paramref name="items"/>, which stand in the order of a search or of ids.</summary>
    public static Browsed Narrow(IReadOnlyList<ShelfItem> items, BrowseFilter filter, BrowseOrder order, bool searched)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(filter);
        ShelfItem[] left = [.. items.Where(filter.Fits)];
        long[] prices = [.. items.Where((filter with { MinPriceMinor = null, MaxPriceMinor = null }).Fits).Select(i => i.Product.Price.Minor)];
        return new Browsed(
            order == BrowseOrder.Match && searched ? left : [.. Sorted(left, order)],
            [.. Count(items, filter with { Category = null }, i => (i.Category.Id, i.Category.Name)).OrderBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Id, StringComparer.Ordinal)],
            [.. Count(items, filter with { Brand = null }, i => (i.Product.Brand, i.Product.Brand)).OrderBy(f => f.Name, StringComparer.Ordinal)],
            [.. Groups(items, filter with { Group = null })],
            prices.Length == 0 ? null : prices.Min(), prices.Length == 0 ? null : prices.Max());
    }

    private static IOrderedEnumerable<ShelfItem> Sorted(IEnumerable<ShelfItem> items, BrowseOrder order) => (order switch
    {
        BrowseOrder.LowestPrice => items.OrderBy(i => i.Product.Price.Minor).ThenBy(i => i.Product.Name, StringComparer.Ordinal),
        BrowseOrder.HighestPrice => items.OrderByDescending(i => i.Product.Price.Minor).ThenBy(i => i.Product.Name, StringComparer.Ordinal),
        _ => items.OrderBy(i => i.Product.Name, StringComparer.Ordinal),
    }).ThenBy(i => i.Product.Id, StringComparer.Ordinal);

    private static IEnumerable<FacetCount> Count(IReadOnlyList<ShelfItem> items, BrowseFilter filter, Func<ShelfItem, (string Id, string Name)> by) =>
        items.Where(filter.Fits).GroupBy(by).Select(g => new FacetCount(g.Key.Id, g.Key.Name, g.Count()));

    private static IEnumerable<FacetCount> Groups(IReadOnlyList<ShelfItem> items, BrowseFilter filter) => items.Where(filter.Fits)
        .GroupBy(i => i.Category.PlanGroup).OrderBy(g => g.Key)
        .Select(g => new FacetCount(Knowledge.SnakeNames.ToSnake(g.Key), Knowledge.SnakeNames.ToSnake(g.Key), g.Count()));
}
