using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.App.Knowledge.Desk;

/// <summary>The way of every change of knowledge: plan, check, safety, save. What touches safety ends as a proposal.</summary>
/// <remarks>
/// Checks and safety cases run before the database is locked. The save then takes its turn among writers and looks whether anything moved since; if so,
/// everything is done again on what is stored now.
/// </remarks>
internal sealed class KnowledgeEditing(BackCareDb db, ShelfHost shelves, ShippedKnowledge shipped, CaseReports cases, KnowledgeSave save, Proposals proposals)
{
    private const int Attempts = 3;

    // Only these can alter what danger signs are read out of words without being safety rules themselves.
    private static readonly string[] ReadTables = ["symptoms", "symptom_phrases", "lexicon", "qualifiers"];

    public static Refusal Busy { get; } = new(RefusalKind.Conflict, "Others keep changing the knowledge base at the same moment. Nothing was saved; try again.");

    /// <summary>Makes a change, or says why not.</summary>
    /// <param name="plan">Brings the change together with what is stored; called again when that moved.</param>
    /// <param name="signed">Who makes it.</param>
    /// <param name="dryRun">True saves nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Answer<KnowledgeAnswer>> SaveAsync(Func<KnowledgeWork, Answer<Planned>> plan, Signed signed, bool dryRun, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            KnowledgeWork work = await KnowledgeWork.ReadAsync(db, cancellationToken);
            Answer<Planned> planned = plan(work);
            if (planned.Refusal is { } refusal)
                return refusal;
            KnowledgeAnswer judged = Judge(work, planned.Value);
            if (judged.Outcome == KnowledgeAnswer.Proposed)
                return dryRun ? judged : await proposals.AddAsync(work, planned.Value.Rows, judged, signed, cancellationToken);
            if (judged.Outcome != KnowledgeAnswer.Saved || dryRun)
                return judged;
            if (await TrySaveAsync(work, planned.Value, signed, cancellationToken) is { } rows)
                return judged with { Rows = rows };
        }

        return Busy;
    }

    /// <summary>Saves in one transaction; null when somebody saved something since <paramref name="work"/> was read.</summary>
    public Task<IReadOnlyList<SavedRow>?> TrySaveAsync(
        KnowledgeWork work, Planned planned, Signed signed, CancellationToken cancellationToken, Action? beside = null)
    {
        bool tried = false;
        return db.InTransactionAsync<IReadOnlyList<SavedRow>?>(
        async () =>
        {
            // A save that was broken off has moved the rows of the work it was planned on: what is stored is read again.
            if (tried)
                return null;
            tried = true;
            await KnowledgeWork.TakeTurnAsync(db, cancellationToken);
            if (!await work.IsCurrentAsync(db, cancellationToken))
                return null;
            IReadOnlyList<SavedRow> rows = save.Add(work, planned.Rows, signed with { Undoes = planned.Undoes });
            beside?.Invoke();
            await db.SaveChangesAsync(cancellationToken);
            return rows;
        },
        cancellationToken);
    }

    /// <summary>Products on sale, as the cases see them.</summary>
    public IReadOnlyList<Product> Products => shelves.Current is { } shelf ? [.. shelf.Items.Select(i => i.Product)] : [];

    private KnowledgeAnswer Judge(KnowledgeWork work, Planned planned)
    {
        KnowledgeAnswer answer = KnowledgeAnswer.Of(KnowledgeAnswer.Unchanged) with { Taken = planned.Taken };
        if (planned.Conflicts.Count > 0)
            return answer with { Outcome = KnowledgeAnswer.InConflict, Conflicts = planned.Conflicts };
        if (planned.Rows.Count == 0)
            return answer;
        IReadOnlyList<KnowledgeTable> after = work.After(planned.Rows);
        IReadOnlyList<DraftProblem> broken = work.NewProblems(after, shipped);
        if (broken.Count > 0)
            return answer with { Outcome = KnowledgeAnswer.Refused, Problems = broken };
        if (work.SafetyOf(planned.Rows, after) is { Length: > 0 } safety)
            return answer with { Outcome = KnowledgeAnswer.Proposed, Safety = safety };

        // A rule may hold other kinds of product back where its own may harm: a second person looks when its change lets any of them through.
        if (planned.Rows.Any(r => SafetyScope.MayLetThrough(r.Table, r.Before, r.After)) && cases.Run(work.Tables, after, Products) is { } all)
            return Weigh(answer, all, "lost", "looser");

        // Words can hide a danger sign as well as a rule can: when a known text loses one, a second person looks.
        CaseReport? texts = planned.Rows.Any(r => ReadTables.Contains(r.Table)) ? cases.RunTexts(work.Tables, after, Products) : null;
        return texts is null ? answer with { Outcome = KnowledgeAnswer.Saved } : Weigh(answer, texts, "lost");
    }

    /// <summary>A proposal when a case moved in one of these ways, which come first among those told; else a change for one person to save.</summary>
    private static KnowledgeAnswer Weigh(KnowledgeAnswer answer, CaseReport report, params string[] moves)
    {
        string[] told = [.. report.Changes.Where(c => moves.Contains(c.Move)).Select(c => $"safety case {c.Case}: {string.Join("; ", c.What)}")];
        return answer with { Outcome = told.Length > 0 ? KnowledgeAnswer.Proposed : KnowledgeAnswer.Saved, Safety = told, Cases = report };
    }
}
