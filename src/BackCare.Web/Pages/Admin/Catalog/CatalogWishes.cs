using System.Globalization;
using BackCare.App.Catalog.Desk;

namespace BackCare.Web.Pages.Admin.Catalog;

/// <summary>What the list of the catalogue's desk is narrowed to; travels in the address, and in hidden fields of what is done from the list.</summary>
public sealed record CatalogWishes(string Search, string Status, string Category, string Brand, string Attention, string Sort, string Cursor, int Start)
{
    /// <summary>Products on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Field names and values, those that say something.</summary>
    public IEnumerable<(string Name, string Value)> Fields => All.Where(f => f.Value.Length > 0 && !(f is { Name: "sort", Value: "name" } or { Name: "from", Value: "1" }));

    /// <summary>True when the list is not the whole catalogue.</summary>
    public bool IsNarrowed => Search.Length + Status.Length + Category.Length + Brand.Length + Attention.Length > 0;

    private (string Name, string Value)[] All =>
        [("search", Search), ("status", Status), ("category", Category), ("brand", Brand), ("attention", Attention), ("sort", Sort), ("cursor", Cursor), ("from", Start.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Out of an address.</summary>
    public static CatalogWishes From(IQueryCollection query) => Read(name => query[name].ToString());

    /// <summary>Out of the hidden fields of a form; its own fields must have other names.</summary>
    public static CatalogWishes From(IFormCollection form) => Read(name => form[$"list.{name}"].ToString());

    /// <summary>The use case's query.</summary>
    public GetDeskProducts.Query ToQuery() => new(Search, Status, Category, Brand, Attention, Sort, Cursor, PageSize);

    /// <summary>The address of this list, with more fields behind it.</summary>
    public string Href(string more = "")
    {
        string query = string.Join('&', Fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}").Append(more).Where(p => p.Length > 0));
        return query.Length == 0 ? "/admin/catalog" : $"/admin/catalog?{query}";
    }

    private static CatalogWishes Read(Func<string, string> value)
    {
        string Text(string name) => value(name).Trim();
        return new CatalogWishes(
            Text("search"), Text("status"), Text("category"), Text("brand"), Text("attention"), Text("sort") is { Length: > 0 } sort ? sort : "name", Text("cursor"),
            int.TryParse(Text("from"), NumberStyles.None, CultureInfo.InvariantCulture, out int from) && from > 0 ? from : 1);
    }
}
