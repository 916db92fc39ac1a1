namespace BackCare.App.Orders;

/// <summary>An order: one that the demo store recorded, or one that a shop reported back. Holds no name, no address and no payment.</summary>
public sealed class StoredOrder
{
    public required string Id { get; set; }

    /// <summary>SHA-256 of the token that its page is opened by; null for reported orders, which have no page.</summary>
    public string? TokenHash { get; set; }

    /// <summary>The shop's own id of a reported order; the same one is taken once.</summary>
    public string? ExternalId { get; set; }

    public DateTime PlacedUtc { get; set; }

    /// <summary>Pseudonym of the visitor; null without consent.</summary>
    public string? VisitorId { get; set; }

    public required string Currency { get; set; }

    public long TotalMinor { get; set; }

    public List<OrderLine> Lines { get; } = [];
}

/// <summary>One line of an order, with name and price as they were.</summary>
public sealed class OrderLine
{
    public required string OrderId { get; set; }

    public int Ordinal { get; set; }

    public required string ProductId { get; set; }

    public required string Name { get; set; }

    public string Size { get; set; } = "";

    public int Quantity { get; set; }

    public long PriceMinor { get; set; }

    /// <summary>The recommendation it was chosen from; null when unknown.</summary>
    public string? ListId { get; set; }
}
