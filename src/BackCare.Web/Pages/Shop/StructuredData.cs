using System.Globalization;
using System.Text.Json.Nodes;
using BackCare.App.Catalog;
using BackCare.App.Reviews;
using BackCare.Domain.Reviews;
using BackCare.Web.Assets;
using BackCare.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace BackCare.Web.Pages.Shop;

/// <summary>A product's page for machines: schema.org Product, Offer, AggregateRating and BreadcrumbList as JSON-LD.</summary>
/// <remarks>The block is data, which a content security policy does not count as a script. It states no benefit: search engines show it without the
/// evidence that stands beside it on the page.</remarks>
public static class StructuredData
{
    /// <summary>The whole script element, without a rating where the reviews cannot be read. The writer escapes every character that could end it.</summary>
    public static MarkupString Of(GetProduct.Response product, GetReviews.Response? reviews, SiteAddress site, string homeName)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(site);
        var graph = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@graph"] = new JsonArray(Product(product, reviews, site), Breadcrumbs(product, site, homeName)),
        };
        return new MarkupString($"<script type=\"application/ld+json\">{graph.ToJsonString()}</script>");
    }

    private static JsonObject Product(GetProduct.Response product, GetReviews.Response? reviews, SiteAddress site)
    {
        string address = site.Of(Address(product));
        var written = new JsonObject
        {
            ["@type"] = "Product",
            ["@id"] = address,
            ["name"] = product.Name,
            ["sku"] = product.Sku,
            ["brand"] = new JsonObject { ["@type"] = "Brand", ["name"] = product.Brand },
            ["category"] = product.CategoryName,
            ["image"] = Images(product, site),
            ["offers"] = Offers(product, address),
        };
        if (product.Material.Length > 0) written["material"] = product.Material;
        if (product.Gtin.Length > 0) written["gtin"] = product.Gtin;
        if (product.SizeOptions.Count > 0) written["size"] = new JsonArray([.. product.SizeOptions.Select(s => (JsonNode)s)]);
        if (reviews is { Average: { } average })
        {
            written["aggregateRating"] = new JsonObject
            {
                ["@type"] = "AggregateRating",
                ["ratingValue"] = Math.Round(average, 2),
                ["reviewCount"] = reviews.Count,
                ["bestRating"] = Rating.MostStars,
                ["worstRating"] = 1,
            };
        }
        return written;
    }

    private static JsonNode Images(GetProduct.Response product, SiteAddress site) => product.Pictures.Count > 0
        ? new JsonArray([.. product.Pictures.Select(p => (JsonNode)site.Of(PictureApi.Href(p.Hash, false)))])
        : site.Of(EmbeddedAssets.Href(Picture.NameOf(product.CategoryId)));

    // Every variant is an offer of its own: sizes may differ in price and stock.
    private static JsonNode Offers(GetProduct.Response product, string address) => product.Variants.Count > 0
        ? new JsonArray([.. product.Variants.Select(v => (JsonNode)Offer(v.Price.Minor, v.Price.Currency, v.InStock, address, v))])
        : Offer(product.Price.Minor, product.Price.Currency, product.InStock, address, null);

    private static JsonObject Offer(long priceMinor, string currency, bool inStock, string address, GetProduct.VariantPart? variant)
    {
        var offer = new JsonObject
        {
            ["@type"] = "Offer",
            ["url"] = address,
            ["price"] = string.Create(CultureInfo.InvariantCulture, $"{priceMinor / 100}.{priceMinor % 100:00}"),
            ["priceCurrency"] = currency,
            ["availability"] = inStock ? "https://schema.org/InStock" : "https://schema.org/OutOfStock",
            ["itemCondition"] = "https://schema.org/NewCondition",
        };
        if (variant is null) return offer;
        (offer["name"], offer["sku"]) = (variant.Name, variant.Sku);
        if (variant.Gtin.Length > 0) offer["gtin"] = variant.Gtin;
        return offer;
    }

    private static JsonObject Breadcrumbs(GetProduct.Response product, SiteAddress site, string homeName) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray(
            Crumb(1, homeName, site.Of("/products")),
            Crumb(2, product.CategoryName, site.Of($"/products?category={Uri.EscapeDataString(product.CategoryId)}")),
            Crumb(3, product.Name, site.Of(Address(product)))),
    };

    private static JsonObject Crumb(int position, string name, string address) =>
        new() { ["@type"] = "ListItem", ["position"] = position, ["name"] = name, ["item"] = address };

    private static string Address(GetProduct.Response product) => $"/products/{Uri.EscapeDataString(product.Id)}";
}
