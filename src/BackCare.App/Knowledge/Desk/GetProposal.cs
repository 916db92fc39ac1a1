using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>One proposal, whether it still fits what is stored, and who may decide on it.</summary>
public static class GetProposal
{
    /// <param name="Id">The proposal.</param>
    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="Proposal">The proposal.</param>
    /// <param name="Stale">True when knowledge was changed since the cases ran; they run again before an approval counts.</param>
    /// <param name="Approvers">Admins and owners who can sign in, without the proposer and whoever made the key that proposed; when there is none, somebody has to be invited.</param>
    /// <param name="KeyMakerId">Account of whoever made the key with which it was proposed; null when a person proposed it.</param>
    public sealed record Response(ProposalPart Proposal, bool Stale, IReadOnlyList<string> Approvers, string? KeyMakerId);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } proposal)
                return new Refusal(RefusalKind.NotFound, "There is no such proposal.");
            bool stale = proposal.State == ProposalState.Pending && (await KnowledgeWork.ReadAsync(db, cancellationToken)).Hash != proposal.KnowledgeHash;
            string? keyMaker = await Deciding.KeyMakerAsync(db, proposal, cancellationToken);
            string[] approvers = await db.Accounts.AsNoTracking()
                .Where(a => a.DisabledUtc == null && a.Id != proposal.ProposedById && a.Id != keyMaker && (a.Role == AccountRole.Admin || a.Role == AccountRole.Owner))
                .OrderBy(a => a.NormalizedEmail).Select(a => a.Email!).Take(20).ToArrayAsync(cancellationToken);
            return new Response(ProposalPart.Of(proposal), stale, approvers, keyMaker);
        }
    }
}
