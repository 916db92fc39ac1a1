using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;

namespace BackCare.App.Recommend;

/// <summary>A caller's own candidates in the shop's order, after gate and filters; what is not listed is told with its reason.</summary>
public static class RankCandidates
{
    /// <summary>Candidates at most.</summary>
    public const int MostCandidates = 200;

    /// <summary>The report, with the products to rank. Its limit is not used: every candidate is either listed or told as removed.</summary>
    public sealed record Query : ReportForm, IRequest<Answer<Response>>
    {
        /// <summary>Products to rank, 1 to 200; one that is named twice counts once.</summary>
        public IReadOnlyList<string> ProductIds { get; set; } = [];
    }

    /// <param name="Outcome">products, question, referral or nothing.</param>
    /// <param name="CareLevel">self_care, clinician_soon, urgent_same_day or emergency_now.</param>
    /// <param name="Message">The care level's or the abstention's sentence; null when there is nothing to say.</param>
    /// <param name="RedFlags">Danger signs that count, most urgent first.</param>
    /// <param name="Understood">Symptoms, best first.</param>
    /// <param name="Question">The next question; without products it must be answered first.</param>
    /// <param name="Products">Best first.</param>
    /// <param name="Removed">Candidates that are not listed, by id; empty when a referral or a question comes before any product.</param>
    /// <param name="Fallback">What was relaxed because nothing was left; null when nothing was.</param>
    /// <param name="Model">What ranked the list.</param>
    public sealed record Response(
        string Outcome, string CareLevel, string? Message, IReadOnlyList<RedFlagPart> RedFlags, IReadOnlyList<UnderstoodPart> Understood, QuestionPart? Question,
        IReadOnlyList<GetRecommendations.RecommendedProduct> Products, IReadOnlyList<RemovedCandidate> Removed, GetRecommendations.FallbackPart? Fallback,
        GetRecommendations.ModelPart Model);

    /// <param name="ProductId">The product.</param>
    /// <param name="Reason">contraindicated, avoid, category, size, weight, age, budget, out_of_stock, hidden or not_for_this.</param>
    public sealed record RemovedCandidate(string ProductId, string Reason);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator(ShelfHost shelves)
        {
            Include(new ReportFormValidator(shelves));
            RuleFor(q => q).Custom((query, context) => NamedProducts.Check(context, query.ProductIds, shelves, MostCandidates));
        }
    }

    internal sealed class Handler(ShelfHost shelves, ServingPolicies policies) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return Task.FromResult<Answer<Response>>(ShelfHost.NotReady);
            var only = request.ProductIds.ToHashSet(StringComparer.Ordinal);
            var asked = new RecommendationRequest(
                request.ToReport(), new RecommendationFilter { InStock = request.Filter.InStock, Categories = request.Filter.Categories }, only.Count, request.Explain)
            {
                Only = only,
            };
            Outcome outcome = Recommender.Recommend(asked, shelf, policies.Anonymous(shelf));
            GetRecommendations.Response whole = outcome.ToResponse("");
            return Task.FromResult<Answer<Response>>(new Response(
                whole.Outcome, whole.CareLevel, whole.Message, whole.RedFlags, whole.Understood, whole.Question, whole.Products,
                [.. outcome.RemovedProducts.Select(r => new RemovedCandidate(r.ProductId, r.By.ToSnake()))], whole.Fallback, whole.Model));
        }
    }
}
