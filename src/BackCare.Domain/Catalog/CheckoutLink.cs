using System.Globalization;

namespace BackCare.Domain.Catalog;

/// <summary>One line as a shop's checkout takes it.</summary>
/// <param name="ExternalId">The shop's own id of the product or its variant; null when none is known.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Size">The chosen size; may be empty.</param>
/// <param name="Quantity">Pieces.</param>
public sealed record CheckoutLine(string? ExternalId, string Sku, string Size, int Quantity);

/// <summary>How a shop's own checkout is opened with a filled basket: an address with places for the lines.</summary>
/// <param name="Address">With the place <c>{items}</c>.</param>
/// <param name="Item">One line, with the places <c>{id}</c>, <c>{sku}</c>, <c>{size}</c> and <c>{quantity}</c>.</param>
/// <param name="Separator">Stands between lines.</param>
/// <param name="Attribution">Appended to the query when a recommendation is known, with the place <c>{list}</c>; empty for none.</param>
/// <remarks>Shopify takes cart permalinks (<c>/cart/VARIANT:QUANTITY,…</c>), WooCommerce checkout links (<c>/checkout-link/?products=ID:QUANTITY,…</c>).
/// Every value is percent-encoded, so that no name or size can change the address.</remarks>
public sealed record CheckoutLink(string Address, string Item, string Separator, string Attribution)
{
    /// <summary>A cart permalink of a Shopify store.</summary>
    public static CheckoutLink Shopify(string shop) => new($"{shop}/cart/{{items}}", "{id}:{quantity}", ",", "attributes%5Bbackcare%5D={list}");

    /// <summary>A checkout link of a WooCommerce store.</summary>
    public static CheckoutLink WooCommerce(string shop) => new($"{shop}/checkout-link/?products={{items}}", "{id}:{quantity}", ",", "backcare={list}");

    /// <summary>True when a line cannot be handed over without the shop's own id.</summary>
    public bool NeedsExternalId => Item.Contains("{id}", StringComparison.Ordinal);

    /// <summary>The address that opens the checkout with the lines.</summary>
    /// <exception cref="ArgumentException">A line has no external id, though the template needs one.</exception>
    public string For(IReadOnlyList<CheckoutLine> lines, string? listId)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (NeedsExternalId && lines.Any(l => l.ExternalId is null))
            throw new ArgumentException("A line has no external id. Leave out the lines that the shop does not know.", nameof(lines));
        string address = Address.Replace("{items}", string.Join(Separator, lines.Select(Fill)), StringComparison.Ordinal);
        if (listId is null || Attribution.Length == 0)
            return address;
        return address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Attribution.Replace("{list}", Uri.EscapeDataString(listId), StringComparison.Ordinal);
    }

    private string Fill(CheckoutLine line) => Item
        .Replace("{id}", Uri.EscapeDataString(line.ExternalId ?? ""), StringComparison.Ordinal)
        .Replace("{sku}", Uri.EscapeDataString(line.Sku), StringComparison.Ordinal)
        .Replace("{size}", Uri.EscapeDataString(line.Size), StringComparison.Ordinal)
        .Replace("{quantity}", line.Quantity.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
