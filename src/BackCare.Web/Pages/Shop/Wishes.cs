using System.Globalization;
using BackCare.App.Catalog;
using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages.Shop;

/// <summary>What a shopper wants to see of the catalogue, as typed: facets may stand in an address, words only in a posted form.</summary>
public sealed record Wishes
{
    /// <summary>Longest search, in UTF-16 code units.</summary>
    public const int LongestText = 200;

    private static readonly string[] Names = ["category", "group", "brand", "min", "max", "size", "inStock", "sort", "page"];

    private readonly SortedDictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Words searched for; empty when browsing.</summary>
    public string Text { get; private init; } = "";

    /// <summary>True when words were searched for.</summary>
    public bool IsSearch => Text.Length > 0;

    /// <summary>True when anything narrows the list.</summary>
    public bool Narrows => Names.Any(n => n is not ("sort" or "page") && this[n].Length > 0);

    /// <summary>A wish as typed; empty when there is none.</summary>
    public string this[string name] => values.GetValueOrDefault(name) ?? "";

    /// <summary>The wishes of an address.</summary>
    public static Wishes From(IQueryCollection query) => Read(name => query[name], "");

    /// <summary>The wishes of a posted form. A button named <c>set</c> changes one of them: its value is <c>name=value</c>.</summary>
    public static Wishes From(IFormCollection form)
    {
        Wishes wishes = Read(name => form[name], form["q"].ToString().Trim());
        return form["set"].ToString().Split('=', 2) is [var name, var value] && Names.Contains(name) ? wishes.With(name, value) : wishes;
    }

    /// <summary>The same with one wish changed; any change but of the page leads back to the first page.</summary>
    public Wishes With(string name, string value)
    {
        var changed = new Wishes { Text = Text };
        foreach ((string known, string kept) in values.Where(v => v.Key != "page" && v.Key != name)) changed.values[known] = kept;
        if (value.Length > 0 && !(name == "page" && value == "1")) changed.values[name] = value;
        return changed;
    }

    /// <summary>The address that shows these wishes, without the words.</summary>
    public string Href => QueryString.Create(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).ToUriComponent() is { Length: > 0 } query
        ? "/products" + query
        : "/products";

    /// <summary>Every wish, for the hidden fields of a form that shows some of them itself.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields(params string[] except) => values.Where(v => !except.Contains(v.Key));

    /// <summary>The wishes as a request, and a message for each that cannot be read.</summary>
    public (GetProducts.Query Query, IReadOnlyDictionary<string, string> Errors) Read(PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        long? min = Minor("min", texts, errors), max = Minor("max", texts, errors);
        if (min > max) errors["max"] = texts["Browse_PriceOrder"];
        double? size = Number("size", 15, 55, texts["Browse_Size"], texts, errors) is { } number ? (double)number : null;
        int page = int.TryParse(this["page"], NumberStyles.None, CultureInfo.InvariantCulture, out int given) && given is >= 1 and <= 10_000 ? given : 1;
        var query = new GetProducts.Query(
            Known("category"), Known("brand"), Known("group"), min, errors.ContainsKey("max") ? null : max, this["inStock"] == "true", size,
            this["sort"] is "match" or "name" or "price" or "-price" ? this["sort"] : IsSearch ? "match" : "name", page, Language: texts.Language);
        return (query, errors);
    }

    private static Wishes Read(Func<string, Microsoft.Extensions.Primitives.StringValues> of, string text)
    {
        var wishes = new Wishes { Text = text.Length > LongestText ? text[..LongestText] : text };
        foreach (string name in Names)
        {
            if (of(name) is [.., { } last] && last.Trim() is { Length: > 0 and <= 80 } value) wishes.values[name] = value;
        }
        return wishes;
    }

    private string? Known(string name) => this[name] is { Length: > 0 } value ? value : null;

    private long? Minor(string name, PageTexts texts, SortedDictionary<string, string> errors) =>
        Number(name, 0, 1_000_000, texts[name == "min" ? "Browse_MinPrice" : "Browse_MaxPrice"], texts, errors) is { } amount ? (long)Math.Round(amount * 100) : null;

    private decimal? Number(string name, int from, int to, string label, PageTexts texts, SortedDictionary<string, string> errors)
    {
        if (this[name].Length == 0) return null;
        string typed = this[name].Replace(',', '.');
        if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number >= from && number <= to) return number;
        errors[name] = texts["Errors_Number", label, from, to];
        return null;
    }
}
