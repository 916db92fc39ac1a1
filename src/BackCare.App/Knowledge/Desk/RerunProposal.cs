using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Runs the safety cases of a proposal again, on what is stored now.</summary>
public static class RerunProposal
{
    /// <param name="Id">The proposal.</param>
    public sealed record Command(string Id) : IRequest<Answer<Response>>;

    /// <param name="Proposal">The proposal with its new result.</param>
    /// <param name="Moved">True when the cases say something else than before.</param>
    public sealed record Response(ProposalPart Proposal, bool Moved);

    internal sealed class Handler(BackCareDb db, Proposals proposals, ShippedKnowledge shipped) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Proposals.SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } proposal)
                return new Refusal(RefusalKind.NotFound, "There is no such proposal.");
            if (proposal.State != ProposalState.Pending)
                return Deciding.DecidedMeanwhile;
            KnowledgeWork work = await KnowledgeWork.ReadAsync(db, cancellationToken);
            Answer<Planned> planned = Deciding.Fits(proposal, work, shipped);
            if (planned.Refusal is { } unfit)
                return unfit;
            bool moved = proposals.Rerun(proposal, work, planned.Value.Rows);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Deciding.DecidedMeanwhile;
            }

            return new Response(ProposalPart.Of(proposal), moved);
        }
    }
}
