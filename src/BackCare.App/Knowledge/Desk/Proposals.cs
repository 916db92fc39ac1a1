using System.Text.Json;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Limits of what people write about proposals.</summary>
public static class ProposalRules
{
    /// <summary>Longest reason of a proposal or a decision.</summary>
    public const int LongestReason = 1_000;

    /// <summary>Shortest reason: one that says something.</summary>
    public const int ShortestReason = 10;
}

/// <summary>Writes proposals and what the safety cases say of them.</summary>
internal sealed class Proposals(BackCareDb db, ShelfHost shelves, CaseReports cases, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Stores a change as a proposal, with the cases run on it; asks for a reason when there is none.</summary>
    public async Task<Answer<KnowledgeAnswer>> AddAsync(
        KnowledgeWork work, IReadOnlyList<PlannedRow> rows, KnowledgeAnswer judged, Signed signed, CancellationToken cancellationToken)
    {
        if (signed.Note.Trim().Length < ProposalRules.ShortestReason)
        {
            return judged with
            {
                Outcome = KnowledgeAnswer.Refused,
                Problems = [new DraftProblem("", "", "reason", "", "A change that touches safety needs a reason", $"Say in at least {ProposalRules.ShortestReason} characters why; the second person reads it")],
            };
        }

        CaseReport report = cases.Run(work.Tables, work.After(rows), Products);
        string json = JsonSerializer.Serialize(report, DeskJson.Default.CaseReport);
        var proposal = new StoredProposal
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n"),
            Rows = JsonSerializer.Serialize([.. rows.Select(r => new ProposedRow(r.Table, r.Key, r.Entry?.Version ?? 0, r.Before, r.After))], DeskJson.Default.ProposedRowArray),
            Reason = signed.Note.Trim(),
            Cases = json,
            CasesHash = CaseReports.HashOf(json),
            KnowledgeHash = work.Hash,
            CasesRunUtc = clock.GetUtcNow().UtcDateTime,
            ProposedById = signed.By.Id,
            ProposedBy = signed.By.Name,
            ProposedUtc = clock.GetUtcNow().UtcDateTime,
            Version = 1,
        };
        db.Proposals.Add(proposal);
        audit.Add(signed.By, "knowledge.proposed", $"proposal:{proposal.Id}", string.Join(", ", rows.Select(r => $"{r.Table}/{r.Key}")));
        await db.SaveChangesAsync(cancellationToken);
        return judged with { ProposalId = proposal.Id, Cases = report };
    }

    /// <summary>Runs the cases again on what is stored now and keeps what they say; true when they say something else.</summary>
    public bool Rerun(StoredProposal proposal, KnowledgeWork work, IReadOnlyList<PlannedRow> rows)
    {
        string json = JsonSerializer.Serialize(cases.Run(work.Tables, work.After(rows), Products), DeskJson.Default.CaseReport);
        string hash = CaseReports.HashOf(json);
        bool moved = hash != proposal.CasesHash;
        (proposal.Cases, proposal.CasesHash, proposal.KnowledgeHash, proposal.CasesRunUtc) = (json, hash, work.Hash, clock.GetUtcNow().UtcDateTime);
        proposal.Version++;
        return moved;
    }

    public static ProposedRow[] RowsOf(StoredProposal proposal) => JsonSerializer.Deserialize(proposal.Rows, DeskJson.Default.ProposedRowArray)!;

    public static CaseReport CasesOf(StoredProposal proposal) => JsonSerializer.Deserialize(proposal.Cases, DeskJson.Default.CaseReport)!;

    /// <summary>The proposal as a change of what is stored now: what others changed since is merged where the two do not touch each other.</summary>
    public static Answer<Planned> Plan(StoredProposal proposal, KnowledgeWork work) => Planning.Of(work,
        [.. RowsOf(proposal).Select(r => new ChangeKnowledge.Change(r.Table, r.Key, r.After, r.Before is null ? null : r.Version, r.Before))]);

    private Product[] Products => shelves.Current is { } shelf ? [.. shelf.Items.Select(i => i.Product)] : [];
}
