using System.Globalization;
using System.Security;
using System.Text;
using BackCare.App.Serving;
using BackCare.Domain.Recommend;
using BackCare.Web.Hosting;
using BackCare.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackCare.Web.Pages.Shop;

/// <summary>What search engines may read: <c>/robots.txt</c>, <c>/sitemap.xml</c> and its parts (sitemaps.org protocol 0.9, at most 50,000 addresses a file).</summary>
public static class Sitemap
{
    /// <summary>Addresses a part holds.</summary>
    public const int PartSize = 40_000;

    private static readonly string[] Plain = ["/", "/products", "/learn", "/how-it-works"];

    /// <summary>Maps the files.</summary>
    public static void MapSitemap(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder files = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.PerClient);
        files.MapGet("/robots.txt", static (SiteAddress site) => TypedResults.Text(Robots(site)));
        files.MapGet("/sitemap.xml", static IResult (ShelfHost shelves, SiteAddress site) =>
            shelves.Current is { } shelf ? Xml(Index(shelf, site)) : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable));
        files.MapGet("/sitemap-{part:int}.xml", static IResult (int part, ShelfHost shelves, SiteAddress site) =>
            shelves.Current is { } shelf && part >= 1 && part <= Parts(shelf) ? Xml(Part(shelf, part, site)) : TypedResults.NotFound());
    }

    private static string Robots(SiteAddress site) =>
        $"""
        User-agent: *
        Disallow: /admin
        Disallow: /basket
        Disallow: /orders
        Disallow: /results
        Disallow: /understood
        Disallow: /v1/
        Disallow: /your-data
        Sitemap: {site.Of("/sitemap.xml")}

        """;

    private static int Parts(Shelf shelf) => (shelf.Items.Count + PartSize - 1) / PartSize;

    private static string Index(Shelf shelf, SiteAddress site) => Parts(shelf) <= 1
        ? Part(shelf, 1, site)
        : Element("sitemapindex", Enumerable.Range(1, Parts(shelf)).Select(part => $"<sitemap><loc>{Escaped(site, string.Create(CultureInfo.InvariantCulture, $"/sitemap-{part}.xml"))}</loc></sitemap>"));

    private static string Part(Shelf shelf, int part, SiteAddress site)
    {
        IEnumerable<string> products = shelf.Items.Skip((part - 1) * PartSize).Take(PartSize).Select(i => $"/products/{Uri.EscapeDataString(i.Product.Id)}");
        IEnumerable<string> kinds = shelf.Items.Select(i => i.Category.Id).Distinct().Order(StringComparer.Ordinal).Select(id => $"/products?category={Uri.EscapeDataString(id)}");
        IEnumerable<string> addresses = part == 1 ? [.. Plain, .. kinds, .. products] : products;
        return Element("urlset", addresses.Select(a => $"<url><loc>{Escaped(site, a)}</loc></url>"));
    }

    private static string Element(string name, IEnumerable<string> entries)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.Append(CultureInfo.InvariantCulture, $"<{name} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        foreach (string entry in entries) xml.Append(entry).Append('\n');
        return xml.Append(CultureInfo.InvariantCulture, $"</{name}>\n").ToString();
    }

    private static string Escaped(SiteAddress site, string address) => SecurityElement.Escape(site.Of(address));

    private static ContentHttpResult Xml(string text) => TypedResults.Text(text, "application/xml", Encoding.UTF8);
}
