using System.Text.Json.Serialization;

namespace BackCare.App.Events;

/// <summary>One event as a client sends it, with GA4's names for products.</summary>
/// <remarks>The properties are settable and not init-only, because generated JSON contracts set every init-only property and lose its default.</remarks>
public sealed record EventForm
{
    /// <summary>The client's own id of the event; the same id counts once. Up to 100 characters.</summary>
    public string Id { get; set; } = "";

    /// <summary>view_item_list, select_item, view_item, add_to_cart, remove_from_cart, purchase or dismiss; Segment's names mean the same.</summary>
    public string Name { get; set; } = "";

    /// <summary>The recommendationId of the list that it goes back to.</summary>
    public string? RecommendationId { get; set; }

    /// <summary>When it happened, by the client's clock, in UTC; now when it is left out.</summary>
    public DateTime? TimestampUtc { get; set; }

    /// <summary>The client's pseudonym for the visitor; stored only with a list whose shopper consented.</summary>
    public string? VisitorId { get; set; }

    /// <summary>The client's pseudonym for the visit; stored only with a list whose shopper consented.</summary>
    public string? SessionId { get; set; }

    /// <summary>How long the product's page was looked at, in milliseconds.</summary>
    public int? DwellMs { get; set; }

    /// <summary>The products, 1 to 200.</summary>
    public IReadOnlyList<EventItemForm> Items { get; set; } = [];
}

/// <summary>One product of an event.</summary>
public sealed record EventItemForm
{
    /// <summary>Product id or SKU, by GA4's name.</summary>
    [JsonPropertyName("item_id")]
    public string? ItemId { get; set; }

    /// <summary>Product id or SKU, by Segment's name.</summary>
    [JsonPropertyName("product_id")]
    public string? ProductId { get; set; }

    /// <summary>SKU, by Segment's name.</summary>
    public string? Sku { get; set; }

    /// <summary>Place on the list, 1-based, by GA4's name.</summary>
    public int? Index { get; set; }

    /// <summary>Place on the list, 1-based, by Segment's name.</summary>
    public int? Position { get; set; }

    /// <summary>Pieces.</summary>
    public int? Quantity { get; set; }

    /// <summary>Price of one piece in major units, such as 19.95.</summary>
    public decimal? Price { get; set; }

    /// <summary>ISO 4217 code of the price; the catalogue's when left out.</summary>
    public string? Currency { get; set; }

    /// <summary>Shown name; read and not kept.</summary>
    [JsonPropertyName("item_name")]
    public string? ItemName { get; set; }

    /// <summary>The shop's own name of the list; read and not kept.</summary>
    [JsonPropertyName("item_list_id")]
    public string? ItemListId { get; set; }
}

/// <summary>One event of a batch: read, or why it could not be read.</summary>
/// <param name="Form">The event; null when it could not be read.</param>
/// <param name="Fault">What is wrong with its JSON; null when it could be read.</param>
public sealed record SentEvent(EventForm? Form, string? Fault = null);
