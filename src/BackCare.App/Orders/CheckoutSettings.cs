using System.Collections.Frozen;
using BackCare.Domain.Catalog;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Orders;

/// <summary>Where a filled basket goes: to this shop's own record of orders, which takes no payment, or to a shop's checkout.</summary>
/// <param name="Link">How the shop's checkout is opened; null for the demo store.</param>
/// <param name="Ids">The shop's ids by product id, or by <c>product id/size</c>.</param>
/// <param name="WebhookSecret">Signs the orders that a shop reports back; null when none may.</param>
public sealed record CheckoutSettings(CheckoutLink? Link, FrozenDictionary<string, string> Ids, string? WebhookSecret)
{
    /// <summary>Shortest secret worth its name, in characters.</summary>
    public const int ShortestSecret = 32;

    /// <summary>Reads section <c>Checkout</c>: <c>Kind</c> (demo, shopify, woocommerce or template), <c>Shop</c>, <c>Template</c>, <c>Item</c>,
    /// <c>Separator</c>, <c>Attribution</c>, <c>Ids</c> and <c>WebhookSecret</c>.</summary>
    /// <exception cref="InvalidDataException">A setting cannot be used; the message names it, its value and what to write.</exception>
    public static CheckoutSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IConfigurationSection section = configuration.GetSection("Checkout");
        string kind = section["Kind"] is { Length: > 0 } named ? named.ToLowerInvariant() : "demo";
        CheckoutLink? link = kind switch
        {
            "demo" => null,
            "shopify" => CheckoutLink.Shopify(Shop(section)),
            "woocommerce" => CheckoutLink.WooCommerce(Shop(section)),
            "template" => Template(section),
            _ => throw new InvalidDataException($"Checkout:Kind is '{kind}': write demo, shopify, woocommerce or template."),
        };
        string? secret = section["WebhookSecret"] is { Length: > 0 } given ? given : null;
        if (secret is { Length: < ShortestSecret })
            throw new InvalidDataException($"Checkout:WebhookSecret has {secret.Length} characters: write at least {ShortestSecret} random ones.");
        return new CheckoutSettings(link, ReadIds(section.GetSection("Ids")), secret);
    }

    /// <summary>Why the settings cannot be used; null when they can.</summary>
    public static string? ProblemOf(IConfiguration configuration) => SettingProblem.Of(() => Read(configuration));

    /// <summary>The shop's id of a line: of the very size, else of the product; null when none is known.</summary>
    public string? IdOf(string productId, string size) =>
        size.Length > 0 && Ids.TryGetValue($"{productId}/{size}", out string? ofSize) ? ofSize : Ids.GetValueOrDefault(productId);

    private static CheckoutLink Template(IConfigurationSection section)
    {
        string address = Address("Checkout:Template", section["Template"]);
        if (!address.Contains("{items}", StringComparison.Ordinal))
            throw new InvalidDataException($"Checkout:Template is '{address}': write {{items}} where the lines go.");
        string item = section["Item"] is { Length: > 0 } given ? given : "{sku}:{quantity}";
        if (!item.Contains("{id}", StringComparison.Ordinal) && !item.Contains("{sku}", StringComparison.Ordinal))
            throw new InvalidDataException($"Checkout:Item is '{item}': name the product by {{id}} or {{sku}}.");
        return new CheckoutLink(address, item, section["Separator"] ?? ",", section["Attribution"] ?? "");
    }

    private static string Shop(IConfigurationSection section) => Address("Checkout:Shop", section["Shop"]).TrimEnd('/');

    private static string Address(string setting, string? value) =>
        Uri.TryCreate(value?.Replace("{items}", "x", StringComparison.Ordinal), UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? value!
            : throw new InvalidDataException($"{setting} is '{value}': write an address that begins with https://.");

    private static FrozenDictionary<string, string> ReadIds(IConfigurationSection section) => section.AsEnumerable(makePathsRelative: true)
        .Where(e => e.Value is { Length: > 0 }).ToFrozenDictionary(e => e.Key.Replace(':', '/'), e => e.Value!, StringComparer.OrdinalIgnoreCase);
}
