using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Related;
using FluentValidation;
using MediatR;

namespace BackCare.App.Catalog;

/// <summary>What shoppers looked at and bought lately, one page; behind that what is known to help with most.</summary>
public static class GetTrending
{
    /// <param name="Category">Category id.</param>
    /// <param name="Group">support, stretch, strengthen or recover.</param>
    /// <param name="Language">en or es.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">1 to 100.</param>
    public sealed record Query(string? Category = null, string? Group = null, string Language = "en", int Page = 1, int PageSize = 12) : IRequest<Answer<Response>>;

    /// <param name="Items">One page, in stock only.</param>
    /// <param name="Total">Products over all pages.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Asked for.</param>
    /// <param name="AsOfUtc">Time of the newest thing counted; null when nobody did anything yet.</param>
    /// <param name="Simulated">True when what shoppers did was made by the simulator.</param>
    public sealed record Response(IReadOnlyList<RelatedItem> Items, int Total, int Page, int PageSize, DateTime? AsOfUtc, bool Simulated);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Category).MaximumLength(80).WithMessage("category is longer than 80 characters.");
            RuleFor(q => q.Group).Must(group => group is null || SnakeNames.TryParse<PlanGroup>(group, out _))
                .WithMessage($"The group is not known. Use one of: {SnakeNames.All<PlanGroup>()}.");
            RuleFor(q => q.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
            RuleFor(q => q.Page).InclusiveBetween(1, 10_000).WithMessage("page must be from 1 to 10000.");
            RuleFor(q => q.PageSize).InclusiveBetween(1, 100).WithMessage("pageSize must be from 1 to 100.");
        }
    }

    internal sealed class Handler(ShelfHost shelves, StatisticsHost statistics) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return Task.FromResult<Answer<Response>>(ShelfHost.NotReady);
            if (request.Category is { } category && !shelf.Knowledge.Categories.ContainsKey(category))
                return Task.FromResult<Answer<Response>>(NearestId.Refuse("category", "category", category, shelf.Knowledge.Categories.Keys));
            var now = statistics.Current;
            IReadOnlyList<RelatedProduct> all = TrendingProducts.Of(
                shelf, now,
                item => (request.Category is null || item.Category.Id == request.Category) && (request.Group is null || item.Category.PlanGroup.ToSnake() == request.Group),
                request.Language);
            int skip = (request.Page - 1) * request.PageSize;
            return Task.FromResult<Answer<Response>>(new Response(
                [.. all.Skip(skip).Take(request.PageSize).Select((related, i) => RelatedItem.Of(related, skip + i + 1))], all.Count, request.Page, request.PageSize,
                now.AsOfUtc, now.IsSimulated));
        }
    }
}
