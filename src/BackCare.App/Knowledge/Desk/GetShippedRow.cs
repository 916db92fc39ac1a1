using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>What a row says in the files that ship with the program, to go back to.</summary>
public static class GetShippedRow
{
    /// <param name="Table">The table.</param>
    /// <param name="Key">The row.</param>
    public sealed record Query(string Table, string Key) : IRequest<Answer<Response>>;

    /// <param name="Cells">What the file says.</param>
    /// <param name="InForce">True when a row with this id is in force; false when it was removed here.</param>
    public sealed record Response(IReadOnlyDictionary<string, string?> Cells, bool InForce);

    internal sealed class Handler(BackCareDb db, ShippedKnowledge shipped) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            KnowledgeEntry? entry = await db.Knowledge.AsNoTracking().SingleOrDefaultAsync(e => e.Table == request.Table && e.Key == request.Key, cancellationToken);
            return shipped.Row(request.Table, request.Key) is not { } cells || entry is null
                ? new Refusal(RefusalKind.NotFound, $"No row {request.Table}/{request.Key} ships with the program.")
                : new Response(cells, entry.RemovedUtc is null);
        }
    }
}
