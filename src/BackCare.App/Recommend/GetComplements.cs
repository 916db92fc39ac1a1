using BackCare.App.Catalog;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Candidates;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Related;
using BackCare.Domain.Safety;
using FluentValidation;
using MediatR;

namespace BackCare.App.Recommend;

/// <summary>Products that go with a basket. What the shopper tells, if anything, is screened first, as for any list.</summary>
public static class GetComplements
{
    /// <summary>A report, which may be empty, with the basket.</summary>
    public sealed record Query : ReportForm, IRequest<Answer<Response>>
    {
        /// <summary>Products in the basket, 1 to 50.</summary>
        public IReadOnlyList<string> ProductIds { get; set; } = [];
    }

    /// <param name="Outcome">products, nothing, question or referral; the last two hold no products.</param>
    /// <param name="CareLevel">self_care, clinician_soon, urgent_same_day or emergency_now.</param>
    /// <param name="Message">The care level's sentence; null when there is nothing to say.</param>
    /// <param name="Items">Best first: in stock, suitable, and of categories that the basket does not hold.</param>
    /// <param name="Removed">How many products each filter took out.</param>
    /// <param name="Simulated">True when what shoppers did was made by the simulator.</param>
    public sealed record Response(
        string Outcome, string CareLevel, string? Message, IReadOnlyList<RelatedItem> Items, GetRecommendations.RemovedPart Removed, bool Simulated);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator(ShelfHost shelves)
        {
            Include(new ReportFormValidator(shelves));
            RuleFor(q => q).Custom((query, context) => NamedProducts.Check(context, query.ProductIds, shelves, 50));
        }
    }

    internal sealed class Handler(ShelfHost shelves, ServingPolicies policies) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return Task.FromResult<Answer<Response>>(ShelfHost.NotReady);
            var basket = request.ProductIds.ToHashSet(StringComparer.Ordinal);
            ShelfItem[] items = [.. shelf.Items.Where(i => basket.Contains(i.Product.Id))];
            ServingPolicy policy = policies.Anonymous(shelf);
            ComplementsFound found = Complements.Of(items, new RecommendationRequest(
                request.ToReport(), new RecommendationFilter { InStock = request.Filter.InStock, Categories = request.Filter.Categories }), shelf, policy);
            OutcomeKind outcome = found.Verdict.Stop switch
            {
                Stop.Referral => OutcomeKind.Referral,
                Stop.None => found.Products.Count > 0 ? OutcomeKind.Products : OutcomeKind.Nothing,
                _ => OutcomeKind.Question,
            };
            return Task.FromResult<Answer<Response>>(new Response(
                outcome.ToSnake(), found.Verdict.CareLevel.ToSnake(), found.Verdict.Message,
                [.. found.Products.Take(request.Limit).Select((related, i) => RelatedItem.Of(related, i + 1))], found.Removed.ToPart(), policy.Statistics.IsSimulated));
        }
    }
}
