using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Knowledge;
using MediatR;

namespace BackCare.App.Knowledge.Desk;

/// <summary>The body chain as a drawing, whole or around one symptom, with the sources behind its links.</summary>
public static class GetChain
{
    /// <param name="SymptomId">Narrows the drawing; null draws everything.</param>
    public sealed record Query(string? SymptomId = null) : IRequest<Answer<Response>>;

    /// <param name="Drawing">Where everything stands.</param>
    /// <param name="Knowledge">The knowledge it is drawn from.</param>
    public sealed record Response(ChainDrawing Drawing, KnowledgeBase Knowledge);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            KnowledgeWork work = await KnowledgeWork.ReadAsync(db, cancellationToken);
            (KnowledgeRows rows, IReadOnlyList<KnowledgeProblem> problems) = KnowledgeReader.Read(PendingShelves.WithoutProducts(work.Tables));
            if (problems.Count > 0)
                return new Refusal(RefusalKind.Unmet, "The stored knowledge has problems and cannot be drawn. The overview of the knowledge desk names them.");
            var knowledge = new KnowledgeBase(rows);
            return request.SymptomId is { } id && !knowledge.Symptoms.ContainsKey(id)
                ? new Refusal(RefusalKind.NotFound, "There is no such symptom.")
                : new Response(ChainDrawing.Of(knowledge, request.SymptomId), knowledge);
        }
    }
}
