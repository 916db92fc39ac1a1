using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;

namespace BackCare.Web.Pages.Admin.Rules;

/// <summary>What a rule can name, for the editor's pickers.</summary>
/// <param name="Products">Suggestions for the product fields: id and name; none in a shop with more than <see cref="MostSuggested"/>.</param>
/// <param name="Names">Names by product id.</param>
/// <param name="Categories">By id.</param>
/// <param name="Brands">Brands on sale.</param>
/// <param name="Symptoms">By id.</param>
/// <param name="Regions">By id, from foot to head.</param>
/// <param name="Conditions">Conditions a shopper may have, for the preview.</param>
public sealed record RuleChoices(
    IReadOnlyList<(string Id, string Name)> Products, IReadOnlyDictionary<string, string> Names, IReadOnlyList<(string Id, string Name)> Categories, IReadOnlyList<string> Brands,
    IReadOnlyList<(string Id, string Name)> Symptoms, IReadOnlyList<(string Id, string Name)> Regions, IReadOnlyList<(string Id, string Name)> Conditions)
{
    /// <summary>More suggestions than this would make the page heavy; products are then found by what is typed.</summary>
    public const int MostSuggested = 1_500;

    private const int MostFound = 5;

    /// <summary>The choices of the shelf that answers; null before there is one.</summary>
    public static RuleChoices? Of(ShelfHost shelves)
    {
        ArgumentNullException.ThrowIfNull(shelves);
        if (shelves.Current is not { } shelf) return null;
        var names = shelf.Items.ToDictionary(i => i.Product.Id, i => i.Product.Name, StringComparer.Ordinal);
        return new RuleChoices(
            shelf.Items.Count > MostSuggested ? [] : [.. shelf.Items.Select(i => (i.Product.Id, i.Product.Name)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)],
            names,
            [.. shelf.Knowledge.Categories.Values.Select(c => (c.Id, c.Name)).OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase)],
            [.. shelf.Items.Select(i => i.Product.Brand).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
            [.. shelf.Knowledge.Symptoms.Values.Select(s => (s.Id, s.Name)).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)],
            [.. shelf.Knowledge.Regions.Values.OrderBy(r => r.ChainOrder).Select(r => (r.Id, r.Name))],
            [.. shelf.Knowledge.Conditions.Values.Select(c => (c.Id, c.Description)).OrderBy(c => c.Description, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>The product that was meant by an id, an article number, a name or words of one; otherwise what to write instead.</summary>
    public static (string? Id, string? Problem) Find(string typed, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(shelf);
        string text = typed.Trim();
        if (shelf.Find(text) is not null) return (text, null);
        Product[] exact = [.. shelf.Items.Select(i => i.Product).Where(p =>
            text.Equals(p.Sku, StringComparison.OrdinalIgnoreCase) || text.Equals(p.Name, StringComparison.OrdinalIgnoreCase))];
        if (exact is [var one]) return (one.Id, null);
        Product[] found = exact.Length > 0 ? exact : [.. shelf.Search.Find(text).Items.Take(MostFound + 1).Select(i => i.Product)];
        return found switch
        {
            [var only] => (only.Id, null),
            [] => (null, $"No product on sale is found by “{text}”. Write its id, its article number or its name."),
            _ => (null, $"“{text}” finds several products. Write one of these ids: {string.Join(", ", found.Take(MostFound).Select(p => $"{p.Id} ({p.Name})"))}."),
        };
    }
}
