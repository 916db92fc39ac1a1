using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using FluentValidation;
using MediatR;

namespace BackCare.App.Catalog;

/// <summary>One product with everything the shop knows of it, for and against.</summary>
public static class GetProduct
{
    /// <param name="Id">The product.</param>
    /// <param name="Language">en or es: the language of what the shop knows. Names and notes of products are their maker's.</param>
    public sealed record Query(string Id, string Language = "en") : IRequest<Answer<Response>>;

    /// <param name="Id">The product.</param>
    /// <param name="Sku">Stock keeping unit.</param>
    /// <param name="Name">Shown name.</param>
    /// <param name="Brand">Brand.</param>
    /// <param name="Maker">Maker; empty when unknown.</param>
    /// <param name="BrandStatus">house, medidyne_verified or medidyne_recalled.</param>
    /// <param name="CategoryId">Its category.</param>
    /// <param name="CategoryName">Shown name of it.</param>
    /// <param name="Group">support, stretch, strengthen or recover.</param>
    /// <param name="Price">Its price.</param>
    /// <param name="PriceBasis">Where the price comes from.</param>
    /// <param name="InStock">True when it can be bought now.</param>
    /// <param name="Sizes">As printed by the maker.</param>
    /// <param name="SizeOptions">One of these must be chosen to buy it; empty when there is nothing to choose.</param>
    /// <param name="SizeNote">What the maker says beside the choice, such as US men's.</param>
    /// <param name="Regions">Region ids it is for.</param>
    /// <param name="ArchHeight">low, neutral, high, any or na.</param>
    /// <param name="Firmness">soft, medium, firm, adjustable or na.</param>
    /// <param name="Activities">Activities it is made for.</param>
    /// <param name="WeightMaxKg">Highest body weight in kg, when the maker states one.</param>
    /// <param name="Material">Material.</param>
    /// <param name="LatexFree">Null when unknown.</param>
    /// <param name="Note">Note shown to shoppers.</param>
    /// <param name="Evidence">What is known of it, symptom by symptom: best first, then what was not shown to help, then what to avoid.</param>
    /// <param name="NotFor">Conditions that limit its category, strictest first.</param>
    /// <param name="Sources">Every source named above.</param>
    public sealed record Response(
        string Id, string Sku, string Name, string Brand, string Maker, string BrandStatus, string CategoryId, string CategoryName, string Group,
        PricePart Price, string PriceBasis, bool InStock, IReadOnlyList<string> Sizes, IReadOnlyList<string> SizeOptions, string SizeNote,
        IReadOnlyList<string> Regions, string ArchHeight, string Firmness,
        IReadOnlyList<string> Activities, int? WeightMaxKg, string Material, bool? LatexFree, string Note, IReadOnlyList<SymptomEvidence> Evidence,
        IReadOnlyList<LimitPart> NotFor, IReadOnlyList<SourcePart> Sources);

    /// <param name="RuleId">The evidence rule, EV#### or an override of this product.</param>
    /// <param name="SymptomId">The symptom.</param>
    /// <param name="SymptomName">Shown name.</param>
    /// <param name="Effect">helps, may_help, comfort_only, enabler, no_benefit or avoid.</param>
    /// <param name="Grade">strong, moderate, limited or expert_opinion.</param>
    /// <param name="Role">primary, adjunct, comfort or not_recommended.</param>
    /// <param name="Scope">product_specific, product_type, exercise_not_tool or none: what was tested.</param>
    /// <param name="Structure">Shown name of the structure it works on; null when none is named.</param>
    /// <param name="Note">What is known and not known.</param>
    /// <param name="Sources">Source ids.</param>
    public sealed record SymptomEvidence(
        string RuleId, string SymptomId, string SymptomName, string Effect, string Grade, string Role, string Scope, string? Structure, string Note,
        IReadOnlyList<string> Sources);

    /// <param name="ConditionId">The condition.</param>
    /// <param name="Condition">Shown text.</param>
    /// <param name="Level">block, ask_clinician or caution.</param>
    /// <param name="Reason">Shown text.</param>
    public sealed record LimitPart(string ConditionId, string Condition, string Level, string Reason);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Id).NotEmpty().MaximumLength(120).WithMessage("The product id is longer than 120 characters.");
            RuleFor(q => q.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
        }
    }

    internal sealed class Handler(ShelfHost shelves) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private Answer<Response> Answer(Query query)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            return shelf.Find(query.Id) is { } item
                ? ToResponse(item, shelf.Knowledge, query.Language)
                : new Refusal(RefusalKind.NotFound, "There is no such product; it may have been retired. Search the catalogue.");
        }

        private static Response ToResponse(ShelfItem item, KnowledgeBase knowledge, string language)
        {
            Product p = item.Product;
            SizeChoice sizes = SizeChoice.Read(p.Sizes);
            SymptomEvidence[] evidence = [.. item.Rules.OrderBy(Standing).ThenByDescending(r => r.Grade).ThenByDescending(r => r.Relevance)
                .ThenBy(r => r.SymptomId, StringComparer.Ordinal).Select(r => ToPart(r, item, knowledge, language))];
            Contraindication[] limits = [.. knowledge.Rows.Contraindications.Where(c => c.CategoryId == p.CategoryId)
                .OrderByDescending(c => c.Level).ThenBy(c => c.ConditionId, StringComparer.Ordinal)];
            return new Response(
                p.Id, p.Sku, p.Name, p.Brand, p.Maker, p.BrandStatus, item.Category.Id, knowledge.Say(item.Category.Name, language), item.Category.PlanGroup.ToSnake(),
                new PricePart(p.Price.Minor, p.Price.Currency), p.PriceBasis, p.InStock, item.Sizes, sizes.Options, sizes.Note, p.Regions, p.ArchHeight, p.Firmness, p.Activities,
                p.WeightMaxKg, p.Material, p.LatexFree, knowledge.Say(p.Note, language), evidence,
                [.. limits.Select(c => new LimitPart(
                    c.ConditionId, knowledge.Say(knowledge.Conditions[c.ConditionId].Description, language), c.Level.ToSnake(), knowledge.Say(c.Reason, language)))],
                Sources([.. p.SourceIds, .. item.Rules.SelectMany(r => r.SourceIds), .. limits.SelectMany(c => c.SourceIds)], knowledge));
        }

        /// <summary>What may help comes first, then what was not shown to, then what to avoid.</summary>
        private static int Standing(EvidenceRule rule) => rule.Effect switch { Effect.Avoid => 2, Effect.NoBenefit => 1, _ => 0 };

        private static SymptomEvidence ToPart(EvidenceRule rule, ShelfItem item, KnowledgeBase knowledge, string language) => new(
            rule.Id, rule.SymptomId, knowledge.Say(knowledge.Symptoms[rule.SymptomId].Name, language), rule.Effect.ToSnake(), rule.Grade.ToSnake(), rule.Role.ToSnake(),
            EvidenceScopes.Of(item, rule, knowledge).ToSnake(), rule.StructureId is { } structure ? knowledge.Say(knowledge.Structures[structure].PlainName, language) : null,
            knowledge.Say(rule.Note, language), rule.SourceIds);

        private static IReadOnlyList<SourcePart> Sources(IEnumerable<string> ids, KnowledgeBase knowledge) =>
        [
            .. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => knowledge.Sources[id])
                .Select(s => new SourcePart(s.Id, s.Citation, s.Url.Length > 0 ? s.Url : null, s.Verified.ToSnake())),
        ];
    }
}
