using System.Text.Json.Serialization;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.App.Telemetry;
using BackCare.Domain.Learn;
using FluentValidation;
using MediatR;

namespace BackCare.App.Events;

/// <summary>Records what shoppers did, in batches; answered when everything that is accepted is durable. A faulty event is refused alone.</summary>
public static class RecordEvents
{
    public const int MostEvents = 1_000;

    /// <param name="Events">Up to 1,000 events, each read or with what is wrong with it.</param>
    public sealed record Command(IReadOnlyList<SentEvent> Events) : IRequest<Answer<Response>>;

    /// <summary>What a client sends.</summary>
    /// <param name="Events">Up to 1,000 events.</param>
    public sealed record Body(IReadOnlyList<EventForm> Events);

    /// <param name="Accepted">Events that count from now on.</param>
    /// <param name="Duplicates">Events whose id was counted before.</param>
    /// <param name="Rejected">Events that do not count, by their place in the batch.</param>
    /// <param name="LeftOut">Items of accepted events that are no products of the catalogue.</param>
    /// <param name="Spooled">Events that are safe on this host's disk because the database is away; each counts once when it is back. Left out when there are none.</param>
    public sealed record Response(int Accepted, int Duplicates, IReadOnlyList<RejectedEvent> Rejected, IReadOnlyList<LeftOutItem> LeftOut,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Spooled = 0);

    /// <param name="Index">Place of the event in the batch, 0-based.</param>
    /// <param name="Status">422.</param>
    /// <param name="Reason">What is wrong and what to do.</param>
    public sealed record RejectedEvent(int Index, int Status, string Reason);

    /// <param name="Index">Place of the event in the batch, 0-based.</param>
    /// <param name="Item">Place of the item in the event, 0-based.</param>
    /// <param name="Reason">Why it is left out.</param>
    public sealed record LeftOutItem(int Index, int Item, string Reason);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Events).NotNull().Must(events => events is { Count: >= 1 and <= MostEvents })
            .WithMessage("events must hold 1 to 1000 events. Send more in several batches.");
    }

    internal sealed class Handler(EventJournal journal, ShelfHost shelves, Pseudonyms pseudonyms, AnswerMetrics metrics, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private const int Unprocessable = 422;

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            DateTime now = clock.GetUtcNow().UtcDateTime;
            ProductNames products = ProductNames.Of(shelf);
            var interactions = new List<Interaction>(request.Events.Count);
            var rejected = new List<RejectedEvent>();
            var leftOut = new List<LeftOutItem>();
            for (int i = 0; i < request.Events.Count; i++)
            {
                SentEvent sent = request.Events[i];
                EventReading reading = sent.Form is { } form ? EventReading.Of(form, products, pseudonyms, now) : new EventReading([], [], sent.Fault);
                interactions.AddRange(reading.Interactions);
                leftOut.AddRange(reading.LeftOut.Select(item => new LeftOutItem(i, item.Item, item.Reason)));
                if (reading.Refused is { } reason)
                    rejected.Add(new RejectedEvent(i, Unprocessable, reason));
            }

            try
            {
                Receipt receipt = interactions.Count > 0 ? await journal.AppendAsync(interactions, cancellationToken) : new Receipt(0, 0, 0);
                if (interactions.Count > 0)
                    metrics.Stored(now - interactions.Min(i => i.OccurredUtc));
                return new Response(receipt.Accepted, receipt.Duplicates, rejected, leftOut, receipt.Spooled);
            }
            catch (JournalUnavailableException fault)
            {
                return new Refusal(RefusalKind.NotReady, fault.IsFull
                    ? "The database is away and this host has no room for events that wait for it (its disk, or Journal:SpoolMegabytes); none of these counts. Send the batch again later."
                    : "The events could not be stored; none of them counts. Send the batch again.");
            }
        }
    }
}
