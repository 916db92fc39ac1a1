using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using MediatR;

namespace BackCare.App.Catalog.Desk;

/// <summary>What an editor of products chooses between: categories, evidence profiles, regions, symptoms, structures, sources.</summary>
public static class GetKnowledgeChoices
{
    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Categories">By name, with the attributes that each asks for.</param>
    /// <param name="Profiles">Evidence profiles, with how many symptoms each says something of.</param>
    /// <param name="Regions">By name.</param>
    /// <param name="Symptoms">By name.</param>
    /// <param name="Structures">By name.</param>
    /// <param name="Sources">By id.</param>
    public sealed record Response(
        IReadOnlyList<CategoryChoice> Categories, IReadOnlyList<Choice> Profiles, IReadOnlyList<Choice> Regions, IReadOnlyList<Choice> Symptoms,
        IReadOnlyList<Choice> Structures, IReadOnlyList<Choice> Sources)
    {
        /// <summary>A category's shown name; its id when it is gone.</summary>
        public string CategoryName(string id) => Categories.FirstOrDefault(c => c.Id == id)?.Name ?? id;
    }

    public sealed record Choice(string Id, string Name);

    /// <param name="Id">Key.</param>
    /// <param name="Name">Shown name.</param>
    /// <param name="Attributes">What products of it should state beside the fields that all have.</param>
    public sealed record CategoryChoice(string Id, string Name, IReadOnlyList<string> Attributes);

    internal sealed class Handler(ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        // Every product has fields of its own for these.
        private static readonly string[] Own = ["size_system", "size_range", "firmness", "arch_height", "weight_max_kg", "material", "latex_free", "activity"];

        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) =>
            Task.FromResult(shelves.Current is { } shelf ? Of(shelf.Knowledge) : ShelfHost.NotReady);

        private static Answer<Response> Of(KnowledgeBase knowledge) => new Response(
            [.. knowledge.Rows.Categories.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new CategoryChoice(c.Id, c.Name, [.. c.KeyAttributes.Except(Own, StringComparer.Ordinal)]))],
            [.. knowledge.RulesByProfile.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new Choice(p.Key, $"{p.Key} ({p.Value.Count} symptoms)"))],
            ByName(knowledge.Rows.Regions.Select(r => new Choice(r.Id, r.Name))),
            ByName(knowledge.Symptoms.Values.Select(s => new Choice(s.Id, s.Name))),
            ByName(knowledge.Structures.Values.Select(s => new Choice(s.Id, s.PlainName))),
            [.. knowledge.Sources.Values.OrderBy(s => s.Id, StringComparer.Ordinal).Select(s => new Choice(s.Id, s.Citation))]);

        private static Choice[] ByName(IEnumerable<Choice> choices) => [.. choices.OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];
    }
}
