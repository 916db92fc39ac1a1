using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Scoring;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Every model version, newest first, with what its card says in short.</summary>
public static class GetModels
{
    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Champion">The version that <c>champion.json</c> names; null is the knowledge prior.</param>
    /// <param name="Serving">What this process ranks with, which differs from the champion while that one is refused.</param>
    /// <param name="Refused">Why the champion does not serve; null when it does.</param>
    /// <param name="Items">The versions.</param>
    public sealed record Response(string? Champion, string Serving, string? Refused, IReadOnlyList<Item> Items);

    /// <param name="Version">Name of the version and of its folder.</param>
    /// <param name="Trainer">What made it.</param>
    /// <param name="CreatedUtc">When; null when the card does not say.</param>
    /// <param name="Ndcg10">Mean NDCG@10 on held-out lists; null when the card does not say.</param>
    /// <param name="Champion">Named by <c>champion.json</c>.</param>
    /// <param name="Verdict">The gate's verdict; null when the gate has not looked at it.</param>
    /// <param name="Simulated">Made of simulated lists, at least in part.</param>
    /// <param name="Problem">Why it could not serve, as far as its card tells; null when nothing speaks against it.</param>
    public sealed record Item(string Version, string? Trainer, DateTime? CreatedUtc, double? Ndcg10, bool Champion, string? Verdict, bool Simulated, string? Problem);

    internal sealed class Handler(ModelStore store, ModelHost models) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            models.Refresh();
            string? champion = store.Champion().File?.Version;
            Item[] items = [.. store.List().Select(model => ItemOf(model, champion))];
            return Task.FromResult<Answer<Response>>(new Response(champion, $"{models.Ranker.Name} {models.Ranker.Version}", models.Refused, items));
        }
    }

    internal static Item ItemOf(StoredModel model, string? champion) => model.Card is not { } card
        ? new Item(model.Version, null, null, null, model.Version == champion, null, false, "card.json is missing or not valid JSON with a schemaHash.")
        : new Item(model.Version, card.Trainer, card.CreatedUtc, card.Ndcg10, model.Version == champion, card.Verdict, card.Simulated,
            card.SchemaHash == FeatureSchema.Current.Hash ? null
                : $"Trained on feature schema {card.SchemaHash}, this build serves {FeatureSchema.Current.Hash}. Retrain it with this build.");
}
