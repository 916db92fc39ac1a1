using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Recommend;

/// <summary>Why one served list stood in its order, and what was done with it; nothing of who it was served to.</summary>
public static class GetListStory
{
    /// <param name="Id">The recommendation id.</param>
    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="Replay">The answer rebuilt, and how that compares with what was served.</param>
    /// <param name="Explained">The rebuilt products with what each score is made of; empty when the list cannot be rebuilt.</param>
    /// <param name="Inputs">Model inputs of what was shown, an input a row; empty when they are of another schema.</param>
    /// <param name="Events">What was done, in the order it came in.</param>
    public sealed record Response(
        ReplayRecommendation.Response Replay, IReadOnlyList<GetRecommendations.RecommendedProduct> Explained, IReadOnlyList<InputPart> Inputs, IReadOnlyList<EventPart> Events);

    /// <param name="Name">The input.</param>
    /// <param name="Values">One a shown product, in the order of the list; NaN is missing.</param>
    public sealed record InputPart(string Name, IReadOnlyList<float> Values);

    /// <param name="Kind">What was done.</param>
    /// <param name="ProductId">With which product.</param>
    /// <param name="Position">Its position on the list; null when not told.</param>
    /// <param name="OccurredUtc">When.</param>
    public sealed record EventPart(InteractionKind Kind, string ProductId, int? Position, DateTime OccurredUtc);

    internal sealed class Handler(IMediator mediator, BackCareDb db, Replays replays, JournalReader journal) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            Answer<ReplayRecommendation.Response> replayed = await mediator.Send(new ReplayRecommendation.Query(query.Id), cancellationToken);
            if (replayed.Refusal is { } refusal)
                return refusal;
            StoredList list = await db.ServedLists.AsNoTracking().SingleAsync(l => l.Id == query.Id, cancellationToken);
            List<EventPart> events = [];
            await foreach (Interaction done in journal.InteractionsOnAsync(query.Id, cancellationToken))
                events.Add(new EventPart(done.Kind, done.ProductId, done.Position, done.OccurredUtc));
            return new Response(replayed.Value, await replays.ExplainAsync(list, cancellationToken), InputsOf(list), events);
        }

        private static IReadOnlyList<InputPart> InputsOf(StoredList list)
        {
            if (list.SchemaHash != FeatureSchema.Current.Hash)
                return [];
            ScoredList served = ListPacking.Unpack(list.Packed);
            int width = FeatureSchema.Current.Width;
            return [.. FeatureSchema.Current.Names.Select((name, feature) => new InputPart(
                name, [.. served.Shown.Select(shown => served.Rows.Span[shown.Candidate * width + feature])]))];
        }
    }
}
