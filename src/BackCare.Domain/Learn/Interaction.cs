namespace BackCare.Domain.Learn;

/// <summary>What a shopper did with a product. The API's names are those of GA4 e-commerce events.</summary>
public enum InteractionKind
{
    /// <summary>It was on a list that was shown (<c>view_item_list</c>).</summary>
    Impression,

    /// <summary>It was chosen from a list (<c>select_item</c>).</summary>
    Click,

    /// <summary>Its page was seen (<c>view_item</c>).</summary>
    View,

    /// <summary>It was put into the basket (<c>add_to_cart</c>).</summary>
    AddToCart,

    /// <summary>It was taken out of the basket (<c>remove_from_cart</c>).</summary>
    RemoveFromCart,

    /// <summary>It was bought (<c>purchase</c>).</summary>
    Purchase,

    /// <summary>The shopper said "not for me" (<c>dismiss</c>).</summary>
    Dismiss,
}

/// <summary>One product in one event, as the journal keeps it.</summary>
public sealed record Interaction
{
    /// <summary>Place in the journal, rising in the order in which lists and events became durable; 0 before that.</summary>
    public long Sequence { get; init; }

    /// <summary>The client's event id; the same id counts once.</summary>
    public required string EventId { get; init; }

    /// <summary>Place of the product among the event's items, 0-based.</summary>
    public int ItemIndex { get; init; }

    /// <summary>What was done.</summary>
    public required InteractionKind Kind { get; init; }

    /// <summary>The product.</summary>
    public required string ProductId { get; init; }

    /// <summary>The served list it goes back to (recommendation id); null when there was none.</summary>
    public string? ListId { get; init; }

    /// <summary>Position on that list, 1-based; null when not told.</summary>
    public int? Position { get; init; }

    /// <summary>When it happened, by the client's clock after the rules for skew.</summary>
    public required DateTime OccurredUtc { get; init; }

    /// <summary>When the shop received it.</summary>
    public required DateTime ReceivedUtc { get; init; }

    /// <summary>Pseudonym of the visitor; null without consent.</summary>
    public string? VisitorId { get; init; }

    /// <summary>Pseudonym of the visit; null without consent.</summary>
    public string? SessionId { get; init; }

    /// <summary>Pieces, at least 1.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>Price of one piece in minor units; null when not told.</summary>
    public long? PriceMinor { get; init; }

    /// <summary>How long the product's page was looked at, in milliseconds; null when not told.</summary>
    public int? DwellMs { get; init; }

    /// <summary>Made by the simulator; never changes.</summary>
    public bool Simulated { get; init; }
}
