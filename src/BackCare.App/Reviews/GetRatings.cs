using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Reviews;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>Stars of several products at once, for a list of them.</summary>
public static class GetRatings
{
    public sealed record Query(IReadOnlyList<string> ProductIds) : IRequest<Answer<Response>>;

    /// <param name="ByProduct">Products that have a shown review; others are left out.</param>
    public sealed record Response(IReadOnlyDictionary<string, Item> ByProduct);

    public sealed record Item(double Average, int Count);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            var rated = await db.Reviews.AsNoTracking()
                .Where(r => r.Topic == ReviewTopic.Product && r.State == ReviewState.Approved && r.Stars != null && request.ProductIds.Contains(r.TopicKey))
                .GroupBy(r => r.TopicKey).Select(g => new { ProductId = g.Key, Average = g.Average(r => (double)r.Stars!), Count = g.Count() })
                .ToListAsync(cancellationToken);
            return new Response(rated.ToDictionary(r => r.ProductId, r => new Item(r.Average, r.Count), StringComparer.Ordinal));
        }
    }
}
