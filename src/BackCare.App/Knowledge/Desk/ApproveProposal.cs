using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>A second person puts a proposed change of safety rules into force, on the cases they saw.</summary>
/// <remarks>
/// The cases run again when anything was changed since; when they say something else than what the approver saw, nothing is done and the new result is kept
/// to be looked at. Cases that lose a danger sign stop an approval, unless an owner accepts them with a reason, which is kept (docs/decisions/0097).
/// </remarks>
public static class ApproveProposal
{
    /// <param name="Id">The proposal.</param>
    /// <param name="Seen">Hash of the case results that the approver saw.</param>
    /// <param name="Reason">Why; needed when losses are accepted.</param>
    /// <param name="AcceptLosses">True accepts the cases that lose a danger sign; for owners.</param>
    /// <param name="By">Who approves.</param>
    public sealed record Command(string Id, string Seen, string Reason, bool AcceptLosses, Actor By) : IRequest<Answer<Response>>;

    /// <param name="Proposal">The proposal, approved.</param>
    /// <param name="Rows">Rows that are in force since.</param>
    public sealed record Response(ProposalPart Proposal, IReadOnlyList<SavedRow> Rows);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reason).MaximumLength(ProposalRules.LongestReason).WithMessage($"The reason is longer than {ProposalRules.LongestReason} characters.");
            RuleFor(c => c.Reason).MinimumLength(ProposalRules.ShortestReason).When(c => c.AcceptLosses)
                .WithMessage($"Say in at least {ProposalRules.ShortestReason} characters why the lost cases are right.");
        }
    }

    internal sealed class Handler(BackCareDb db, KnowledgeEditing editing, Proposals proposals, ShippedKnowledge shipped, AuditTrail audit, TimeProvider clock)
        : IRequestHandler<Command, Answer<Response>>
    {
        private static readonly Refusal SeenOther = new(
            RefusalKind.Conflict, "The knowledge base was changed since, and the safety cases say something else now. Look at the new result and approve that, or reject the proposal.");

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Proposals.SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } proposal)
                return new Refusal(RefusalKind.NotFound, "There is no such proposal.");
            if (await Deciding.WhyNotApproveAsync(db, proposal, request.By, cancellationToken) is { } refusal)
                return refusal;
            KnowledgeWork work = await KnowledgeWork.ReadAsync(db, cancellationToken);
            Answer<Planned> planned = Deciding.Fits(proposal, work, shipped);
            if (planned.Refusal is { } unfit)
                return unfit;
            if (work.Hash != proposal.KnowledgeHash && await RerunAsync(proposal, work, planned.Value, cancellationToken) is { } other)
                return other;

            if (request.Seen != proposal.CasesHash)
                return SeenOther;
            int lost = Proposals.CasesOf(proposal).Lost;
            if (lost > 0 && (!request.AcceptLosses || request.By.Role != AccountRole.Owner))
                return Lost(lost);
            return await SaveAsync(proposal, work, planned.Value, request, lost, cancellationToken);
        }

        private async Task<Refusal?> RerunAsync(StoredProposal proposal, KnowledgeWork work, Planned planned, CancellationToken cancellationToken)
        {
            bool moved = proposals.Rerun(proposal, work, planned.Rows);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Deciding.DecidedMeanwhile;
            }

            return moved ? SeenOther : null;
        }

        private async Task<Answer<Response>> SaveAsync(
            StoredProposal proposal, KnowledgeWork work, Planned planned, Command request, int lost, CancellationToken cancellationToken)
        {
            string note = $"proposal {proposal.Id}, proposed by {proposal.ProposedBy}" + (lost > 0 ? FormattableString.Invariant($"; {lost} lost cases accepted: {request.Reason}") : "");
            try
            {
                IReadOnlyList<SavedRow>? rows = await editing.TrySaveAsync(work, planned, new Signed(request.By, Note: note), cancellationToken, () =>
                {
                    Deciding.Decide(proposal, ProposalState.Approved, request.Reason, request.By, clock.GetUtcNow().UtcDateTime);
                    proposal.LossesAccepted = lost;
                    audit.Add(request.By, "knowledge.approved", $"proposal:{proposal.Id}", note);
                });
                return rows is null ? KnowledgeEditing.Busy : new Response(ProposalPart.Of(proposal), rows);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Deciding.DecidedMeanwhile;
            }
        }

        private static Refusal Lost(int lost) => new(
            RefusalKind.Unmet, FormattableString.Invariant($"{lost} safety cases would lose a danger sign, a question or a care level. Reject the proposal; or an owner accepts the lost cases and says why."));
    }
}
