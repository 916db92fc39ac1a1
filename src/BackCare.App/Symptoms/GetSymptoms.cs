using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;
using FluentValidation;
using MediatR;

namespace BackCare.App.Symptoms;

/// <summary>The complaints the shop knows, all or those of a region.</summary>
public static class GetSymptoms
{
    /// <param name="Region">Region id to narrow to.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">1 to 100.</param>
    /// <param name="Language">en or es: the language of names and questions.</param>
    public sealed record Query(string? Region = null, int Page = 1, int PageSize = 100, string Language = "en") : IRequest<Answer<Response>>;

    /// <param name="Items">By region along the chain, then by name.</param>
    /// <param name="Total">Symptoms over all pages.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Asked for.</param>
    /// <param name="Regions">Every region, from the foot up.</param>
    /// <param name="Qualifiers">Every clarifying question.</param>
    /// <param name="Conditions">Every condition that limits products.</param>
    public sealed record Response(
        IReadOnlyList<Item> Items, int Total, int Page, int PageSize, IReadOnlyList<RegionPart> Regions, IReadOnlyList<QualifierPart> Qualifiers,
        IReadOnlyList<ConditionPart> Conditions);

    /// <param name="Id">The symptom.</param>
    /// <param name="Name">Shown name.</param>
    /// <param name="Description">One sentence.</param>
    /// <param name="Regions">Region ids.</param>
    /// <param name="SelfCare">yes, after_red_flags_answered or no_products.</param>
    public sealed record Item(string Id, string Name, string Description, IReadOnlyList<string> Regions, string SelfCare);

    public sealed record RegionPart(string Id, string Name);

    public sealed record QualifierPart(string Id, string Question, string Type);

    public sealed record ConditionPart(string Id, string Description);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Region).MaximumLength(50).WithMessage("region is longer than 50 characters.");
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithMessage("page must be from 1 to 10000.");
            RuleFor(q => q.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
            RuleFor(q => q.PageSize).InclusiveBetween(1, 100).WithMessage("pageSize must be from 1 to 100.");
        }
    }

    internal sealed class Handler(ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private Answer<Response> Answer(Query query)
        {
            if (shelves.Current is not { Knowledge: var knowledge })
                return ShelfHost.NotReady;
            if (query.Region is { } region && !knowledge.Regions.ContainsKey(region))
                return NoRegion(region, knowledge);

            Symptom[] found = [.. knowledge.Rows.Symptoms.Where(s => query.Region is null || s.Regions.Contains(query.Region))
                .OrderBy(s => knowledge.Regions[s.Regions[0]].ChainOrder).ThenBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal)];
            return new Response(
                [.. found.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize)
                    .Select(s => new Item(s.Id, Say(s.Name), Say(s.Description), s.Regions, s.SelfCare.ToSnake()))],
                found.Length, query.Page, query.PageSize,
                [.. knowledge.Rows.Regions.OrderBy(r => r.ChainOrder).Select(r => new RegionPart(r.Id, Say(r.Name)))],
                [.. knowledge.Rows.Qualifiers.Select(q => new QualifierPart(q.Id, Say(q.Question), q.Type))],
                [.. knowledge.Rows.Conditions.Select(c => new ConditionPart(c.Id, Say(c.Description)))]);

            string Say(string text) => knowledge.Say(text, query.Language);
        }

        private static Refusal NoRegion(string region, KnowledgeBase knowledge)
        {
            string hint = NearestId.Find(region, knowledge.Regions.Keys) is { } near ? $" Did you mean '{near}'?" : "";
            return new Refusal(RefusalKind.Invalid, "The region is not known.", [new RefusedField("region", $"No region has this id.{hint}")]);
        }
    }
}
