using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>What holds for every decision on a proposal.</summary>
internal static class Deciding
{
    public static Refusal DecidedMeanwhile { get; } = new(RefusalKind.Conflict, "The proposal was decided meanwhile. Look at it as it is now.");

    /// <summary>Why this actor cannot approve; null when nothing stands against it.</summary>
    public static async Task<Refusal?> WhyNotApproveAsync(BackCareDb db, StoredProposal proposal, Actor by, CancellationToken cancellationToken)
    {
        if (proposal.State != ProposalState.Pending)
            return DecidedMeanwhile;
        if (by.Id == proposal.ProposedById)
            return new Refusal(RefusalKind.Forbidden, "Whoever proposed a change cannot approve it. Ask another admin or owner.");
        if (!IsPerson(by))
            return new Refusal(RefusalKind.Forbidden, "A person approves changes of safety rules, signed in with an account of their own; a key cannot.");
        return by.Id == await KeyMakerAsync(db, proposal, cancellationToken)
            ? new Refusal(RefusalKind.Forbidden, "The change was proposed with a key that you made, so it is yours. Ask another admin or owner.")
            : null;
    }

    /// <summary>Account of whoever made the key with which it was proposed, since a key is its maker's hand; null when a person proposed it.</summary>
    public static async Task<string?> KeyMakerAsync(BackCareDb db, StoredProposal proposal, CancellationToken cancellationToken)
    {
        const string Key = "key:";
        if (!proposal.ProposedById.StartsWith(Key, StringComparison.Ordinal))
            return null;
        // The trail knows the account; the key itself only what its maker was called then.
        string? byTrail = await db.AuditEntries.AsNoTracking().Where(e => e.Action == "key.created" && e.Target == proposal.ProposedById)
            .OrderBy(e => e.Id).Select(e => e.ActorId).FirstOrDefaultAsync(cancellationToken);
        if (byTrail is not null)
            return byTrail;
        string key = proposal.ProposedById[Key.Length..];
        return await db.ApiKeys.AsNoTracking().Where(k => k.Id == key).Join(db.Accounts, k => k.CreatedBy, a => a.Email, (_, a) => a.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The proposal on what is stored now; refused when the rows were changed to something else since, or when it would break something.</summary>
    public static Answer<Planned> Fits(StoredProposal proposal, KnowledgeWork work, ShippedKnowledge shipped)
    {
        Answer<Planned> planned = Proposals.Plan(proposal, work);
        if (planned.Refusal is { } refusal)
            return new Refusal(RefusalKind.Unmet, $"{refusal.Reason} The proposal does not fit any more: reject it and propose it anew.");
        if (planned.Value.Conflicts is [{ } first, ..])
            return new Refusal(RefusalKind.Unmet, $"{first.Table}/{first.Key} was changed since to something else. Reject the proposal and propose it anew on what the row says now.");
        if (planned.Value.Rows.Count == 0)
            return new Refusal(RefusalKind.Unmet, "Everything that the proposal changes is so already. Reject it.");
        return work.NewProblems(work.After(planned.Value.Rows), shipped) is [{ } broken, ..]
            ? new Refusal(RefusalKind.Unmet, $"It would break the knowledge base as it is now: {broken.Table}/{broken.Key} {broken.Column} {broken.Sentence} Reject it and propose it anew.")
            : planned;
    }

    public static void Decide(StoredProposal proposal, ProposalState state, string reason, Actor by, DateTime now)
    {
        (proposal.State, proposal.DecidedById, proposal.DecidedBy, proposal.DecidedUtc, proposal.DecisionReason) = (state, by.Id, by.Name, now, reason.Trim());
        proposal.Version++;
    }

    private static bool IsPerson(Actor by) => Guid.TryParse(by.Id, out _) && by.Role >= AccountRole.Admin;
}
