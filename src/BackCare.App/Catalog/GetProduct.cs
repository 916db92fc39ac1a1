using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
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
    /// <param name="Description">What the shop says of it at length; paragraphs end with a line break.</param>
    /// <param name="Gtin">Global trade item number; empty when unknown.</param>
    /// <param name="Attributes">What its kind has beside the above, by name.</param>
    /// <param name="Variants">Sizes and other options with their own stock; empty when there are none.</param>
    /// <param name="Pictures">Its pictures, the main one first; empty when it has none.</param>
    /// <param name="Evidence">What is known of it, symptom by symptom: best first, then what was not shown to help, then what to avoid.</param>
    /// <param name="NotFor">Conditions that limit its category, strictest first.</param>
    /// <param name="Sources">Every source named above.</param>
    public sealed record Response(
        string Id, string Sku, string Name, string Brand, string Maker, string BrandStatus, string CategoryId, string CategoryName, string Group,
        PricePart Price, string PriceBasis, bool InStock, IReadOnlyList<string> Sizes, IReadOnlyList<string> SizeOptions, string SizeNote,
        IReadOnlyList<string> Regions, string ArchHeight, string Firmness,
        IReadOnlyList<string> Activities, int? WeightMaxKg, string Material, bool? LatexFree, string Note, string Description, string Gtin,
        IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<VariantPart> Variants, IReadOnlyList<PicturePart> Pictures, IReadOnlyList<SymptomEvidence> Evidence,
        IReadOnlyList<LimitPart> NotFor, IReadOnlyList<SourcePart> Sources);

    /// <param name="Id">Key among the product's variants.</param>
    /// <param name="Name">What is chosen.</param>
    /// <param name="Sku">Stock keeping unit.</param>
    /// <param name="Price">What it costs.</param>
    /// <param name="InStock">True when it can be bought now.</param>
    /// <param name="Gtin">Global trade item number; empty when unknown.</param>
    public sealed record VariantPart(string Id, string Name, string Sku, PricePart Price, bool InStock, string Gtin);

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

    internal sealed class Handler(ShelfHost shelves, Databases databases) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            if (shelf.Find(query.Id) is { } item)
                return ProductFacts.Of(item, shelf.Knowledge, query.Language, await DescriptionAsync(query.Id, cancellationToken));
            return new Refusal(RefusalKind.NotFound, "There is no such product; it may have been retired. Search the catalogue.");
        }

        // Long texts are not kept on the shelf: a hundred thousand of them would outweigh everything else in memory.
        // While the database is away, a product is shown without.
        private async Task<string> DescriptionAsync(string id, CancellationToken cancellationToken)
        {
            try
            {
                databases.Watch.ThrowIfAway();
                await using DbConnection connection = databases.Connect();
                await connection.OpenAsync(cancellationToken);
                await using DbCommand command = connection.CreateCommand();
                command.CommandText = """SELECT "Description" FROM "Products" WHERE "Id" = @id""";
                return await command.With("@id", id).ExecuteScalarAsync(cancellationToken) as string ?? "";
            }
            catch (DbException fault) when (DatabaseFaults.IsAway(fault))
            {
                return "";
            }
        }
    }
}
