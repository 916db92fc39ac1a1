using BackCare.Domain.Editing;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Knowledge.Desk;

/// <summary>A proposal as people and programs read it.</summary>
/// <param name="Id">The proposal.</param>
/// <param name="State">pending, approved, rejected or withdrawn.</param>
/// <param name="Reason">Why, in the proposer's words.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedById">The proposer's account.</param>
/// <param name="ProposedUtc">When.</param>
/// <param name="Rows">What it changes.</param>
/// <param name="Cases">What the safety cases said last.</param>
/// <param name="CasesRunUtc">When they ran.</param>
/// <param name="CasesHash">Names that result; an approval sends it back, so that nobody approves what they did not see.</param>
/// <param name="DecidedBy">Who decided; null while it is pending.</param>
/// <param name="DecidedUtc">When.</param>
/// <param name="DecisionReason">Why it was decided so.</param>
/// <param name="LossesAccepted">Cases that lost a danger sign and were accepted by whoever approved.</param>
/// <param name="Version">Moves with every change.</param>
public sealed record ProposalPart(
    string Id, string State, string Reason, string ProposedBy, string ProposedById, DateTime ProposedUtc, IReadOnlyList<ProposalPart.Row> Rows, CaseReport Cases,
    DateTime CasesRunUtc, string CasesHash, string? DecidedBy, DateTime? DecidedUtc, string DecisionReason, int LossesAccepted, long Version)
{
    /// <param name="Table">Its table.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="What">added, changed or removed.</param>
    /// <param name="Changes">The fields, before and after.</param>
    public sealed record Row(string Table, string Key, string What, IReadOnlyList<FieldChange> Changes);

    private static readonly Dictionary<string, string?> Nothing = [];

    internal static ProposalPart Of(StoredProposal p) => new(
        p.Id, p.State.ToSnake(), p.Reason, p.ProposedBy, p.ProposedById, p.ProposedUtc,
        [.. Proposals.RowsOf(p).Select(r => new Row(
            r.Table, r.Key, r.Before is null ? "added" : r.After is null ? "removed" : "changed", FieldDiff.Between(r.Before ?? Nothing, r.After ?? Nothing)))],
        Proposals.CasesOf(p), p.CasesRunUtc, p.CasesHash, p.DecidedBy, p.DecidedUtc, p.DecisionReason, p.LossesAccepted, p.Version);
}
