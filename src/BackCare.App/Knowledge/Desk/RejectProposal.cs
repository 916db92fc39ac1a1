using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Turns a proposal down, or takes one's own back.</summary>
public static class RejectProposal
{
    /// <param name="Id">The proposal.</param>
    /// <param name="Reason">Why; whoever proposed it reads it.</param>
    /// <param name="By">Who decides; for one's own proposal it is withdrawn.</param>
    public sealed record Command(string Id, string Reason, Actor By) : IRequest<Answer<ProposalPart>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reason).MaximumLength(ProposalRules.LongestReason).WithMessage($"The reason is longer than {ProposalRules.LongestReason} characters.");
            RuleFor(c => c.Reason).Must(r => r.Trim().Length >= ProposalRules.ShortestReason).WithMessage($"Say in at least {ProposalRules.ShortestReason} characters why.");
        }
    }

    internal sealed class Handler(BackCareDb db, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Answer<ProposalPart>>
    {
        public async Task<Answer<ProposalPart>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Proposals.SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } proposal)
                return new Refusal(RefusalKind.NotFound, "There is no such proposal.");
            if (proposal.State != ProposalState.Pending)
                return Deciding.DecidedMeanwhile;
            bool own = proposal.ProposedById == request.By.Id;
            Deciding.Decide(proposal, own ? ProposalState.Withdrawn : ProposalState.Rejected, request.Reason, request.By, clock.GetUtcNow().UtcDateTime);
            audit.Add(request.By, own ? "knowledge.withdrawn" : "knowledge.rejected", $"proposal:{proposal.Id}", request.Reason.Trim());
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Deciding.DecidedMeanwhile;
            }

            return ProposalPart.Of(proposal);
        }
    }
}
