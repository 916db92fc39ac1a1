using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Related;
using FluentValidation;
using MediatR;

namespace BackCare.App.Catalog;

/// <summary>Products to look at beside one: what shoppers opened in the same visits, else what is known to be alike.</summary>
public static class GetSimilar
{
    /// <param name="Id">The product.</param>
    /// <param name="Limit">Products at most, 1 to 24.</param>
    /// <param name="Language">en or es.</param>
    public sealed record Query(string Id, int Limit = 6, string Language = "en") : IRequest<Answer<Response>>;

    /// <param name="ProductId">The product asked for.</param>
    /// <param name="Items">Nearest first, in stock only.</param>
    /// <param name="Simulated">True when what shoppers did was made by the simulator.</param>
    public sealed record Response(string ProductId, IReadOnlyList<RelatedItem> Items, bool Simulated);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Id).NotEmpty().MaximumLength(120).WithMessage("The product id is longer than 120 characters.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 24).WithMessage("limit must be from 1 to 24.");
            RuleFor(q => q.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
        }
    }

    internal sealed class Handler(ShelfHost shelves, StatisticsHost statistics) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return Task.FromResult<Answer<Response>>(ShelfHost.NotReady);
            if (shelf.Items.FirstOrDefault(i => i.Product.Id == request.Id) is not { } item)
                return Task.FromResult<Answer<Response>>(new Refusal(RefusalKind.NotFound, "There is no such product; it may have been retired. Search the catalogue."));
            return Task.FromResult<Answer<Response>>(new Response(
                item.Product.Id,
                [.. SimilarProducts.Of(item, shelf, statistics.Current, request.Language).Take(request.Limit).Select((related, i) => RelatedItem.Of(related, i + 1))],
                statistics.Current.IsSimulated));
        }
    }
}
