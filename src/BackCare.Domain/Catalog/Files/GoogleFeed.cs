using System.Net;
using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>A product feed for Google Merchant Center: RSS 2.0 with the elements of its namespace.</summary>
/// <remarks>Ids of more than 50 letters and titles of more than 150 are cut, descriptions at 5,000, as the product data specification of Google asks.</remarks>
public static class GoogleFeed
{
    /// <summary>Media type of the feed.</summary>
    public const string MediaType = "application/rss+xml; charset=utf-8";

    private const int LongestId = 50, LongestTitle = 150, LongestDescription = 5_000;

    /// <summary>What stands before the products.</summary>
    public static string Begin(string title, string site) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
        <channel>
        <title>{Xml(title)}</title>
        <link>{Xml(site)}</link>
        <description>{Xml("Products of " + title)}</description>

        """.ReplaceLineEndings("\n");

    /// <summary>What stands behind them.</summary>
    public static string End => "</channel>\n</rss>\n";

    /// <summary>One product.</summary>
    /// <param name="known">The product.</param>
    /// <param name="link">Address of its page.</param>
    /// <param name="image">Address of its picture; empty for none.</param>
    /// <param name="categoryName">Its category.</param>
    public static string Item(CatalogProduct known, string link, string image, string categoryName)
    {
        ArgumentNullException.ThrowIfNull(known);
        Product p = known.Product;
        var item = new StringBuilder("<item>\n");
        Add(item, "g:id", Cut(p.Id, LongestId));
        Add(item, "g:title", Cut(p.Name, LongestTitle));
        Add(item, "g:description", Cut(known.Description.Length > 0 ? known.Description : $"{p.Name}. {p.Note}".Trim(), LongestDescription));
        Add(item, "g:link", link);
        Add(item, "g:image_link", image);
        Add(item, "g:availability", p.InStock ? "in_stock" : "out_of_stock");
        Add(item, "g:price", $"{PriceText.Of(p.Price.Minor)} {p.Price.Currency}");
        Add(item, "g:condition", "new");
        Add(item, "g:brand", p.Brand);
        Add(item, "g:mpn", p.Sku);
        Add(item, "g:product_type", categoryName);
        return item.Append("</item>\n").ToString();
    }

    private static void Add(StringBuilder item, string element, string text)
    {
        if (text.Length > 0)
            item.Append('<').Append(element).Append('>').Append(Xml(text)).Append("</").Append(element).Append(">\n");
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];

    // Letters that XML 1.0 cannot hold are left out.
    private static string Xml(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(c => c is '\n' or '\t' || (c >= ' ' && c is not '\uFFFE' and not '\uFFFF'))));
}
