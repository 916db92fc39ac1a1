using System.Globalization;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn;

namespace BackCare.App.Events;

/// <summary>What one event came to: interactions, or the reason why it is refused. Products that the catalogue does not know are left out of it.</summary>
/// <remarks>No reason repeats what was sent: an event's fields may hold anything.</remarks>
internal sealed record EventReading(IReadOnlyList<Interaction> Interactions, IReadOnlyList<(int Item, string Reason)> LeftOut, string? Refused)
{
    public const int MostItems = 200, LastPosition = 1_000, MostPieces = 10_000, LongestId = 100, LongestListId = 120;

    /// <summary>How far a client's clock may run ahead: until then the time of receipt is taken, beyond it the event is refused.</summary>
    public static readonly TimeSpan ClockAhead = TimeSpan.FromMinutes(5);

    private const decimal DearestPrice = 1_000_000;
    private const int LongestDwellMs = 86_400_000;

    public static EventReading Of(EventForm form, ProductNames products, Pseudonyms pseudonyms, DateTime nowUtc)
    {
        InteractionKind? kind = form.Name is null ? null : EventNames.KindOf(form.Name);
        (DateTime occurred, string? clock) = Occurred(form.TimestampUtc, nowUtc);
        if ((FormFault(form) ?? (kind is null ? NameFault(form.Name) : null) ?? clock) is { } fault)
            return new EventReading([], [], fault);
        var common = new Interaction
        {
            EventId = form.Id,
            Kind = kind!.Value,
            ProductId = "",
            ListId = form.RecommendationId,
            OccurredUtc = occurred,
            ReceivedUtc = nowUtc,
            VisitorId = pseudonyms.Of(form.VisitorId),
            SessionId = pseudonyms.Of(form.SessionId),
            DwellMs = form.DwellMs,
            Simulated = Pseudonym.IsSimulated(form.VisitorId),
        };
        return Items(form.Items, common, products);
    }

    private static EventReading Items(IReadOnlyList<EventItemForm> items, Interaction common, ProductNames products)
    {
        var interactions = new List<Interaction>(items.Count);
        var leftOut = new List<(int, string)>();
        for (int i = 0; i < items.Count; i++)
        {
            EventItemForm? item = items[i];
            string? fault = item is null ? "it is null" : ItemFault(item);
            if (fault is not null)
                return new EventReading([], [], string.Create(CultureInfo.InvariantCulture, $"items[{i}]: {fault}"));
            if (products.Find(item!.ItemId ?? item.ProductId, item.Sku) is { } product)
                interactions.Add(Item(common, i, item, product));
            else
                leftOut.Add((i, "No product of the catalogue has this id or SKU; it may have been retired."));
        }

        return interactions.Count > 0 ? new EventReading(interactions, leftOut, null)
            : new EventReading([], [], "No item is a product of the catalogue; check item_id against GET /v1/products.");
    }

    private static Interaction Item(Interaction common, int index, EventItemForm item, Product product) => common with
    {
        ItemIndex = index,
        ProductId = product.Id,
        Position = item.Index ?? item.Position,
        Quantity = item.Quantity ?? 1,
        PriceMinor = item.Price is { } price && (item.Currency ?? product.Price.Currency) == product.Price.Currency ? Minor(price, product.Price.Currency) : null,
    };

    private static (DateTime Occurred, string? Fault) Occurred(DateTime? told, DateTime nowUtc)
    {
        if (told is not { } time)
            return (nowUtc, null);
        if (time.Kind == DateTimeKind.Unspecified)
            return (nowUtc, "timestampUtc names no time zone. Write it in UTC, such as 2026-01-31T12:00:00Z.");
        time = time.ToUniversalTime();
        if (time > nowUtc + ClockAhead)
            return (nowUtc, "timestampUtc is more than 5 minutes ahead of the shop's clock. Correct the client's clock or the time zone.");
        return time < nowUtc - EventJournal.OldestEvent
            ? (nowUtc, "timestampUtc is more than 30 days ago. Events are taken for 30 days.")
            : (time > nowUtc ? nowUtc : time, null);
    }

    private static string? NameFault(string? name) => NearestId.Find(name, EventNames.Names) is { } near
        ? $"name is not known. Did you mean '{near}'? The names are {EventNames.All}."
        : $"name is not known. The names are {EventNames.All}.";

    private static string? FormFault(EventForm form) =>
        form.Id is not { Length: >= 1 and <= LongestId } ? "id must be 1 to 100 characters of the client's own, another one for each event."
        : form.RecommendationId is { Length: 0 or > LongestListId } ? "recommendationId must be that of an answer, or be left out."
        : form.VisitorId is { Length: > LongestId } ? "visitorId is longer than 100 characters."
        : form.SessionId is { Length: > LongestId } ? "sessionId is longer than 100 characters."
        : form.DwellMs is < 0 or > LongestDwellMs ? "dwellMs must be from 0 to 86400000."
        : form.Items is not { Count: >= 1 and <= MostItems } ? "items must hold 1 to 200 products."
        : null;

    private static string? ItemFault(EventItemForm item) =>
        string.IsNullOrEmpty(item.ItemId ?? item.ProductId ?? item.Sku) ? "item_id is missing."
        : item.ItemId is not null && item.ProductId is not null && item.ItemId != item.ProductId ? "item_id and product_id differ. Send one of them."
        : (item.Index ?? item.Position) is < 1 or > LastPosition ? "index counts from 1, up to 1000."
        : item.Index is { } index && item.Position is { } position && index != position ? "index and position differ. Send one of them."
        : item.Quantity is < 1 or > MostPieces ? "quantity must be from 1 to 10000."
        : item.Price is < 0 or > DearestPrice ? "price must be from 0 to 1000000, in major units such as 19.95."
        : item.Currency is { } currency && currency.Length != 3 ? "currency must be an ISO 4217 code, such as USD."
        : null;

    /// <summary>ISO 4217 gives most currencies two digits, some none, some three.</summary>
    private static long Minor(decimal price, string currency) => (long)Math.Round(price * currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 1,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 1_000,
        _ => 100,
    }, MidpointRounding.AwayFromZero);
}
