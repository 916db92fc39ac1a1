using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.Web.Api;
using BackCare.Web.Pages.Privacy;
using MediatR;

namespace BackCare.Web.Pages.Shop;

/// <summary>Tells the journal what a shopper who gave consent did with a product; nobody else's doings are told.</summary>
public sealed class ShopEvents(IMediator mediator, ConsentCookie cookie, TimeProvider clock)
{
    /// <summary>Records one event for each recommendation the products came from.</summary>
    /// <param name="name">GA4's name, such as <c>add_to_cart</c>.</param>
    /// <param name="lines">What it was done with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>Shopping goes on when the journal cannot be written: the refusal is dropped here on purpose.</remarks>
    public async Task RecordAsync(string name, IReadOnlyList<PlaceOrder.Line> lines, CancellationToken cancellationToken)
    {
        if (cookie.Current is not { } consent || lines.Count == 0) return;
        await mediator.Send(new RecordEvents.Command(
            [.. Forms(name, lines, consent.VisitorId, _ => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")).Select(form => new SentEvent(form))]), cancellationToken);
    }

    /// <summary>The recommendation that a product was chosen from; null without consent, or when no list of this shopper showed it lately.</summary>
    public async Task<string?> OriginOfAsync(string productId, CancellationToken cancellationToken)
    {
        if (cookie.Current is not { } consent) return null;
        Answer<GetOrigin.Response>? answer = await mediator.SendSparedAsync(new GetOrigin.Query(consent.VisitorId, productId), cancellationToken);
        return answer is { Refusal: null } ? answer.Value.RecommendationId : null;
    }

    /// <summary>One event for each recommendation; <paramref name="idOf"/> names the event, by the recommendation's place.</summary>
    internal static IEnumerable<EventForm> Forms(string name, IReadOnlyList<PlaceOrder.Line> lines, string? visitorId, Func<int, string> idOf) => lines
        .GroupBy(l => l.ListId).Select((list, i) => new EventForm
        {
            Id = idOf(i),
            Name = name,
            RecommendationId = list.Key,
            VisitorId = visitorId,
            Items = [.. list.Select(l => new EventItemForm { ItemId = l.ProductId, Quantity = l.Quantity, Price = l.PriceMinor / 100m })],
        });
}
