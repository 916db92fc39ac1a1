using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Recommend;

/// <summary>The newest journaled answers, to pick one from; nothing of who they were served to.</summary>
public static class GetNewestLists
{
    private const int Most = 20;

    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Items">Newest first.</param>
    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="Id">The recommendation id.</param>
    /// <param name="ServedUtc">When it was served.</param>
    /// <param name="Outcome">products, question, referral or nothing.</param>
    /// <param name="Model">What ranked it.</param>
    /// <param name="Shown">Products shown.</param>
    /// <param name="Simulated">Of a simulated shopper.</param>
    public sealed record Item(string Id, DateTime ServedUtc, string Outcome, string Model, int Shown, bool Simulated);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => new Response(
            await db.ServedLists.AsNoTracking().OrderByDescending(l => l.Sequence).Take(Most)
                .Select(l => new Item(l.Id, l.ServedUtc, l.Outcome, l.ModelName + " " + l.ModelVersion, l.Shown, l.Simulated)).ToListAsync(cancellationToken));
    }
}
