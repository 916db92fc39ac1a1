using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Knowledge;
using FluentValidation;
using MediatR;

namespace BackCare.App.Anatomy;

/// <summary>The links of the body chain in force, each with what speaks for and against it.</summary>
public static class GetLinks
{
    /// <param name="Structure">Structure id that a link starts from or leads to; null for all links.</param>
    /// <param name="Cursor">Where the page before ended; null for the first.</param>
    /// <param name="Limit">1 to 200.</param>
    public sealed record Query(string? Structure = null, string? Cursor = null, int Limit = 100) : IRequest<Answer<Response>>;

    /// <param name="Items">Links in their own order.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next);

    /// <param name="Id">The link.</param>
    /// <param name="From">The cause's structure.</param>
    /// <param name="To">The loaded structure.</param>
    /// <param name="Dysfunction">What is wrong with the cause.</param>
    /// <param name="Mechanism">How the load gets there.</param>
    /// <param name="Strength">Editorial weight in (0, 1], not an effect size.</param>
    /// <param name="Grade">strong, moderate, limited or expert_opinion.</param>
    /// <param name="Use">recommend, explain or educate_only.</param>
    /// <param name="Sources">What speaks for it.</param>
    /// <param name="CounterEvidence">What speaks against it; empty when nothing was found.</param>
    /// <param name="CounterSources">Where that stands.</param>
    public sealed record Item(
        string Id, StructurePart From, StructurePart To, string Dysfunction, string Mechanism, double Strength, string Grade, string Use,
        IReadOnlyList<string> Sources, string CounterEvidence, IReadOnlyList<string> CounterSources);

    /// <param name="Id">The structure.</param>
    /// <param name="Name">What a shopper would call it.</param>
    /// <param name="RegionId">Where it is.</param>
    public sealed record StructurePart(string Id, string Name, string RegionId);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Structure).MaximumLength(120).WithMessage("structure is longer than 120 characters.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 200).WithMessage("limit must be from 1 to 200.");
        }
    }

    internal sealed class Handler(ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private Answer<Response> Answer(Query query)
        {
            if (shelves.Current is not { Knowledge: var knowledge })
                return ShelfHost.NotReady;
            if (query.Structure is { } structure && !knowledge.Structures.ContainsKey(structure))
                return NoStructure(structure, knowledge);
            string list = $"links:{query.Structure}";
            ChainLink[] found = [.. knowledge.Rows.Links.Where(l => query.Structure is null || l.FromStructure == query.Structure || l.ToStructure == query.Structure)
                .OrderBy(l => l.Id, StringComparer.Ordinal)];
            if (query.Cursor is { Length: > 0 } text)
            {
                if (!Cursor.TryRead(text, list, 1, out Cursor? cursor))
                    return Cursor.Unknown;
                found = [.. found.Where(l => string.CompareOrdinal(l.Id, cursor.Keys[0]) > 0)];
            }

            return new Response(
                [.. found.Take(query.Limit).Select(l => ToItem(l, knowledge))], found.Length > query.Limit ? Cursor.After(list, found[query.Limit - 1].Id) : null);
        }

        private static Refusal NoStructure(string structure, KnowledgeBase knowledge)
        {
            string hint = NearestId.Find(structure, knowledge.Structures.Keys) is { } near ? $" Did you mean '{near}'?" : "";
            return new Refusal(RefusalKind.Invalid, "The structure is not known.", [new RefusedField("structure", $"No structure has this id.{hint}")]);
        }

        private static Item ToItem(ChainLink l, KnowledgeBase knowledge) => new(
            l.Id, ToPart(knowledge.Structures[l.FromStructure]), ToPart(knowledge.Structures[l.ToStructure]), l.FromDysfunction, l.Mechanism, l.Strength, l.Grade.ToSnake(),
            l.Use.ToSnake(), l.SourceIds, l.CounterEvidence, l.CounterSourceIds);

        private static StructurePart ToPart(Structure s) => new(s.Id, s.PlainName, s.RegionId);
    }
}
