using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Plans;

/// <summary>Deletes a kept plan for good. Only who kept it knows the second secret.</summary>
public static class DeleteKeptPlan
{
    public sealed record Command(string Secret, string DeleteSecret) : IRequest<Answer<Response>>;

    /// <param name="Deleted">Rows that are gone.</param>
    public sealed record Response(int Deleted);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            string id = KeptPlan.HashOf(request.Secret), delete = KeptPlan.HashOf(request.DeleteSecret);
            int gone = await db.KeptPlans.Where(p => p.Id == id && p.DeleteHash == delete).ExecuteDeleteAsync(cancellationToken);
            return gone == 0 ? new Refusal(RefusalKind.NotFound, "There is no such plan, or this link does not delete it.") : new Response(gone);
        }
    }
}
