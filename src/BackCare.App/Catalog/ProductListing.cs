using System.Collections.Frozen;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Search;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;

namespace BackCare.App.Catalog;

/// <summary>What browsing and searching share: a request's wishes in the domain's words, and a narrowed list in the API's.</summary>
internal static class ProductListing
{
    /// <summary>Orders by their names in requests.</summary>
    public static FrozenDictionary<string, BrowseOrder> Orders { get; } = new Dictionary<string, BrowseOrder>
    {
        ["match"] = BrowseOrder.Match,
        ["name"] = BrowseOrder.Name,
        ["price"] = BrowseOrder.LowestPrice,
        ["-price"] = BrowseOrder.HighestPrice,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A validated request's wishes.</summary>
    public static BrowseFilter Filter(GetProducts.Query query) => new()
    {
        Category = query.Category,
        Brand = query.Brand,
        Group = query.Group is { } name && SnakeNames.TryParse(name, out PlanGroup group) ? group : null,
        MinPriceMinor = query.MinPriceMinor,
        MaxPriceMinor = query.MaxPriceMinor,
        InStock = query.InStock,
        ShoeSizeEu = query.ShoeSizeEu,
    };

    /// <summary>The page that was asked for.</summary>
    public static IReadOnlyList<GetProducts.Item> PageOf(Browsed browsed, GetProducts.Query query, KnowledgeBase knowledge) =>
        [.. browsed.Items.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).Select(i => ToItem(i, knowledge, query.Language))];

    /// <summary>The counts.</summary>
    public static GetProducts.FacetPart Facets(Browsed browsed, KnowledgeBase knowledge, string language) => new(
        [.. Values(browsed.Categories).Select(c => c with { Name = knowledge.Say(c.Name, language) }).OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)],
        Values(browsed.Brands), Values(browsed.Groups), browsed.CheapestMinor, browsed.DearestMinor);

    /// <summary>Why a category cannot be browsed; null when it can, or none was given.</summary>
    public static Refusal? UnknownCategory(string? category, Shelf shelf, string path)
    {
        if (category is null || shelf.Knowledge.Categories.ContainsKey(category))
            return null;
        string hint = NearestId.Find(category, shelf.Knowledge.Categories.Keys) is { } near ? $" Did you mean '{near}'?" : "";
        return new Refusal(RefusalKind.Invalid, "The category is not known.", [new RefusedField(path, $"No category has this id.{hint}")]);
    }

    /// <summary>One line of a list.</summary>
    public static GetProducts.Item ToItem(ShelfItem item, KnowledgeBase knowledge, string language) => new(
        item.Product.Id, item.Product.Sku, item.Product.Name, item.Product.Brand, item.Category.Id, knowledge.Say(item.Category.Name, language), item.Category.PlanGroup.ToSnake(),
        new PricePart(item.Product.Price.Minor, item.Product.Price.Currency), item.Product.InStock, item.Sizes,
        item.Product.Pictures is [var main, ..] ? PicturePart.Of(main) : null);

    private static IReadOnlyList<GetProducts.FacetValue> Values(IReadOnlyList<FacetCount> counts) =>
        [.. counts.Select(c => new GetProducts.FacetValue(c.Id, c.Name, c.Count))];
}
