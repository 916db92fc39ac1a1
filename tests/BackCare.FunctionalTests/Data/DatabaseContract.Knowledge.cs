using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Knowledge;
using BackCare.App.Knowledge.Desk;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Editing;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data;

public abstract partial class DatabaseContract
{
    private const string WhyIsIt = "The leaflet of the clinic says so.";

    private static readonly Actor Ada = new("0193a000-0000-7000-8000-000000000001", "ada@example.org", AccountRole.Admin);
    private static readonly Actor Ben = new("0193a000-0000-7000-8000-000000000002", "ben@example.org", AccountRole.Owner);

    [Fact]
    public async Task A_saved_row_moves_the_catalog_version_and_is_served()
    {
        long version = await VersionAsync();
        KnowledgeAnswer saved = await SaveAsync(await EditedAsync("symptoms", "calf_tight", "name", "Calf that feels short"));

        Assert.Equal("saved", saved.Outcome);
        Assert.Equal(version + 1, await VersionAsync());
        Assert.True(await shop.Get<ShelfHost>().RefreshAsync(Cancelled));
        Assert.Equal("Calf that feels short", shop.Get<ShelfHost>().Current!.Knowledge.Symptoms["calf_tight"].Name);
    }

    [Fact]
    public async Task A_change_that_would_break_the_knowledge_base_is_refused_whole_with_every_field_named()
    {
        long version = await VersionAsync();
        KnowledgeAnswer answer = await SaveAsync(
            await EditedAsync("links", "L001", "strength", "0.95"), await EditedAsync("links", "L002", "to_structure", "no_such"), await EditedAsync("sources", "SAHAR_2007", "citation", "Sahar 2007"));

        Assert.Equal("refused", answer.Outcome);
        Assert.Equal([("L001", "strength"), ("L002", "to_structure")], answer.Problems.Select(p => (p.Key, p.Column)).Order());
        Assert.Equal(version, await VersionAsync());
        Assert.NotEqual("Sahar 2007", (await RowAsync("sources", "SAHAR_2007"))["citation"]);
    }

    [Fact]
    public async Task Two_editors_of_one_row_are_merged_where_they_do_not_touch_and_asked_where_they_do()
    {
        ChangeKnowledge.Change first = await EditedAsync("links", "L001", "mechanism", "Stops the shin early"), second = await EditedAsync("links", "L001", "basis", "trial");
        ChangeKnowledge.Change third = await EditedAsync("links", "L001", "mechanism", "Something else");
        await SaveAsync(first);

        KnowledgeAnswer merged = await SaveAsync(second), against = await SaveAsync(third);

        Assert.Equal("saved", merged.Outcome);
        Assert.Equal("mechanism", Assert.Single(Assert.Single(merged.Taken).Changes).Field);
        IReadOnlyDictionary<string, string?> row = await RowAsync("links", "L001");
        Assert.Equal(("Stops the shin early", "trial"), (row["mechanism"], row["basis"]));
        Assert.Equal("conflict", against.Outcome);
        MergeConflict conflict = Assert.Single(Assert.Single(against.Conflicts).Conflicts);
        Assert.Equal(("mechanism", "Something else", "Stops the shin early"), (conflict.Field, conflict.Mine, conflict.Theirs));
    }

    [Fact]
    public async Task Without_what_was_seen_a_stale_write_is_refused_with_what_is_saved()
    {
        ChangeKnowledge.Change stale = (await EditedAsync("links", "L001", "basis", "trial")) with { Basis = null };
        await SaveAsync(await EditedAsync("links", "L001", "mechanism", "Stops the shin early"));

        Refusal refusal = (await shop.SendAsync(new ChangeKnowledge.Command([stale], Ada))).Refusal!;

        StaleRefusal told = Assert.IsType<StaleRefusal>(refusal);
        Assert.Equal("Stops the shin early", told.Present!["mechanism"]);
    }

    [Fact]
    public async Task An_edited_row_is_told_from_a_shipped_one_and_can_go_back()
    {
        string shipped = (await RowAsync("qualifiers", "stairs"))["question"]!;
        await SaveAsync(await EditedAsync("qualifiers", "stairs", "question", "Do stairs hurt?"));
        RowOrigin edited = await OriginAsync("qualifiers", "stairs");
        await SaveAsync(await EditedAsync("qualifiers", "stairs", "question", shipped));
        RowOrigin back = await OriginAsync("qualifiers", "stairs");

        Assert.Equal("edited", edited.State);
        Assert.Equal([new FieldChange("question", shipped, "Do stairs hurt?")], edited.Differences);
        Assert.Equal(("shipped", 0), (back.State, back.Differences.Count));
        Assert.All((await shop.SendAsync(new ImportKnowledge.Command())).Value.Tables, t => Assert.Equal(0, t.Kept));
    }

    [Fact]
    public async Task An_added_row_is_left_alone_by_an_import_and_a_removed_one_stays_away()
    {
        await SaveAsync(
            new ChangeKnowledge.Change("symptom_phrases", "calf_tight_90", new Dictionary<string, string?> { ["symptom_id"] = "calf_tight", ["phrase"] = "my calves are like rocks", ["lang"] = "en", ["kind"] = "slang" }, null),
            (await EditedAsync("spanish", "ES0001", "spanish", "x")) with { Cells = null });
        await shop.SendAsync(new ImportKnowledge.Command());

        Assert.Equal("added", (await OriginAsync("symptom_phrases", "calf_tight_90")).State);
        Assert.Equal("removed", (await OriginAsync("spanish", "ES0001")).State);
        GetKnowledgeRows.Response changed = (await shop.SendAsync(new GetKnowledgeRows.Query("spanish", State: "changed"))).Value;
        Assert.Equal("ES0001", Assert.Single(changed.Items).Key);
    }

    [Fact]
    public async Task What_touches_safety_waits_for_a_second_person_who_saw_the_cases()
    {
        long version = await VersionAsync();
        KnowledgeAnswer noReason = await SaveAsync(await EditedAsync("redflags", "rf_dvt", "message", "A swollen calf is for a doctor today."));
        KnowledgeAnswer proposed = await ProposeAsync(await EditedAsync("redflags", "rf_dvt", "message", "A swollen calf is for a doctor today."));

        Assert.Equal(("refused", "reason"), (noReason.Outcome, Assert.Single(noReason.Problems).Column));
        Assert.Equal(("proposed", "redflags/rf_dvt message"), (proposed.Outcome, Assert.Single(proposed.Safety)));
        Assert.Equal(version, await VersionAsync());
        ProposalPart waiting = await ProposalAsync(proposed);
        Assert.Equal(("pending", 0, 41), (waiting.State, waiting.Cases.Lost, waiting.Cases.Texts));
        Assert.Equal(RefusalKind.Forbidden, (await ApproveAsync(waiting, Ada)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await ApproveAsync(waiting, Ben with { Id = "key:1" })).Refusal!.Kind);

        Answer<ApproveProposal.Response> approved = await ApproveAsync(waiting, Ben);

        Assert.Null(approved.Refusal);
        Assert.Equal("A swollen calf is for a doctor today.", (await RowAsync("redflags", "rf_dvt"))["message"]);
        Assert.Equal(version + 1, await VersionAsync());
        Assert.Equal(RefusalKind.Conflict, (await ApproveAsync(waiting, Ben)).Refusal!.Kind);
        await using BackCareDb db = shop.Open();
        Assert.Equal(
            ["knowledge.approved", "knowledge.changed", "knowledge.proposed"],
            (await db.AuditEntries.Where(a => a.Action.StartsWith("knowledge.")).Select(a => a.Action).ToArrayAsync(Cancelled)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_proposal_that_loses_a_danger_sign_is_approved_by_an_owner_with_a_reason_or_not_at_all()
    {
        string gate = (await RowAsync("symptoms", "calf_tight"))["gate_red_flags"]!;
        ProposalPart losing = await ProposalAsync(await ProposeAsync(
            await EditedAsync("symptoms", "calf_tight", "gate_red_flags", string.Join('|', gate.Split('|').Where(f => f != "rf_dvt")))));

        Answer<ApproveProposal.Response> plain = await ApproveAsync(losing, Ben), byAdmin = await ApproveAsync(losing, Ben with { Role = AccountRole.Admin }, "The clinic looked at each of them.", true),
            silent = await ApproveAsync(losing, Ben, "", true), stated = await ApproveAsync(losing, Ben, "The clinic looked at each of them.", true);

        Assert.True(losing.Cases.Lost > 0);
        Assert.Equal((RefusalKind.Unmet, RefusalKind.Unmet, RefusalKind.Invalid), (plain.Refusal!.Kind, byAdmin.Refusal!.Kind, silent.Refusal!.Kind));
        Assert.Equal((losing.Cases.Lost, "The clinic looked at each of them."), (stated.Value.Proposal.LossesAccepted, stated.Value.Proposal.DecisionReason));
        await using BackCareDb db = shop.Open();
        Assert.Contains("lost cases accepted", await db.AuditEntries.Where(a => a.Action == "knowledge.approved").Select(a => a.Detail).SingleAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_proposal_runs_its_cases_again_and_is_not_approved_on_what_nobody_saw()
    {
        ProposalPart older = await ProposalAsync(await ProposeAsync(await EditedAsync("redflags", "rf_dvt", "message", "A swollen calf is for a doctor today.")));
        string gate = (await RowAsync("symptoms", "calf_tight"))["gate_red_flags"]!;
        ProposalPart other = await ProposalAsync(await ProposeAsync(
            await EditedAsync("symptoms", "calf_tight", "gate_red_flags", gate + "|rf_ces_saddle"), await EditedAsync("redflags", "rf_cold_pale_limb", "message", "Cold and white: emergency.")));
        await ApproveAsync(other, Ben);

        Assert.True((await shop.SendAsync(new GetProposal.Query(older.Id))).Value.Stale);
        Assert.Equal(RefusalKind.Conflict, (await ApproveAsync(older with { CasesHash = "seen before" }, Ben)).Refusal!.Kind);
        ProposalPart again = (await shop.SendAsync(new GetProposal.Query(older.Id))).Value.Proposal;
        Assert.False((await shop.SendAsync(new GetProposal.Query(older.Id))).Value.Stale);
        Assert.Null((await ApproveAsync(again, Ben)).Refusal);
    }

    [Fact]
    public async Task A_proposal_whose_row_became_something_else_is_to_be_proposed_anew()
    {
        ProposalPart first = await ProposalAsync(await ProposeAsync(await EditedAsync("redflags", "rf_dvt", "message", "One.")));
        ProposalPart second = await ProposalAsync(await ProposeAsync(await EditedAsync("redflags", "rf_dvt", "message", "Two.")));
        await ApproveAsync(second, Ben);

        Answer<ApproveProposal.Response> late = await ApproveAsync(first, Ben);
        ProposalPart rejected = (await shop.SendAsync(new RejectProposal.Command(first.Id, "Two says it better.", Ben))).Value;

        Assert.Equal(RefusalKind.Unmet, late.Refusal!.Kind);
        Assert.Equal(("rejected", "ben@example.org"), (rejected.State, rejected.DecidedBy));
        Assert.Equal("Two.", (await RowAsync("redflags", "rf_dvt"))["message"]);
    }

    [Fact]
    public async Task A_new_phrase_is_saved_after_every_known_text_was_read_with_it()
    {
        KnowledgeAnswer harmless = await SaveAsync(new ChangeKnowledge.Change(
            "symptom_phrases", "calf_tight_91", new Dictionary<string, string?> { ["symptom_id"] = "calf_tight", ["phrase"] = "calves like wood", ["lang"] = "en", ["kind"] = "slang" }, null));

        Assert.Equal("saved", harmless.Outcome);
        Assert.Equal((41, 0, 0), (harmless.Cases!.Texts, harmless.Cases.Reports, harmless.Cases.Lost));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20261126)]
    public async Task Any_sequence_of_edits_and_undos_ends_in_the_state_that_the_history_says(int seed)
    {
        var random = new Random(seed);
        string[] keys = ["GENERAL_ANATOMY", "SAHAR_2007", "RADFORD_2006"];
        Dictionary<string, IReadOnlyDictionary<string, string?>> start = [];
        foreach (string key in keys) start[key] = await RowAsync("sources", key);
        for (int step = 0; step < 24; step++)
        {
            string key = keys[random.Next(keys.Length)];
            HistoryEntry[] open = [.. (await shop.SendAsync(new GetHistory.Query("knowledge/sources", key, null, 100))).Value.Items.Where(e => e.UndoneBy is null)];
            if (open.Length > 0 && random.Next(3) == 0)
                await shop.SendAsync(new UndoKnowledge.Command("sources", key, open[random.Next(open.Length)].Id, Ada));
            else
                await SaveAsync(await EditedAsync("sources", key, random.Next(2) == 0 ? "kind" : "citation", $"text {random.Next(5)}"));
        }

        foreach (string key in keys)
        {
            await using BackCareDb db = shop.Open();
            StoredChange[] changes = await db.Changes.AsNoTracking().Where(c => c.Subject == "knowledge/sources" && c.Key == key).OrderBy(c => c.Id).ToArrayAsync(Cancelled);
            Assert.NotEmpty(changes);
            Assert.True(FieldDiff.AreSame(await RowAsync("sources", key), Edit.Replay(changes.Select(c => c.ToEdit()), start[key])));
            Assert.Equal(Enumerable.Range(1, changes.Length).Select(i => (long)i + 1), changes.Select(c => c.Version));
        }
    }

    [Fact]
    public async Task What_was_saved_together_is_taken_back_together()
    {
        await SaveAsync(await EditedAsync("sources", "SAHAR_2007", "citation", "one"), await EditedAsync("sources", "RADFORD_2006", "citation", "two"));
        HistoryEntry change = (await shop.SendAsync(new GetHistory.Query("knowledge/sources", "SAHAR_2007"))).Value.Items[0];

        KnowledgeAnswer undone = (await shop.SendAsync(new UndoKnowledge.Command("sources", "SAHAR_2007", change.Id, Ada))).Value;

        Assert.Equal(["RADFORD_2006", "SAHAR_2007"], undone.Rows.Select(r => r.Key).Order(StringComparer.Ordinal));
        Assert.Equal("shipped", (await OriginAsync("sources", "RADFORD_2006")).State);
        Assert.Equal("undo", (await shop.SendAsync(new GetHistory.Query("knowledge/sources", "RADFORD_2006"))).Value.Items[0].Kind);
    }

    [Fact]
    public async Task Rows_page_by_cursor_without_repeats_in_any_order()
    {
        List<string> keys = [];
        string? cursor = null;
        do
        {
            GetKnowledgeRows.Response page = (await shop.SendAsync(new GetKnowledgeRows.Query("links", Sort: "strength", Descending: true, Cursor: cursor, Limit: 30))).Value;
            keys.AddRange(page.Items.Select(i => i.Key));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(79, keys.Distinct().Count());
        Assert.Equal(79, keys.Count);
        Assert.Equal(RefusalKind.Invalid, (await shop.SendAsync(new GetKnowledgeRows.Query("links", Cursor: "other"))).Refusal!.Kind);
    }

    private async Task<ChangeKnowledge.Change> EditedAsync(string table, string key, string column, string value)
    {
        GetKnowledgeRows.Item row = (await shop.SendAsync(new GetKnowledgeRow.Query(table, key))).Value.Row!;
        return new ChangeKnowledge.Change(table, key, new Dictionary<string, string?>(row.Cells) { [column] = value }, row.Version, row.Cells);
    }

    private async Task<KnowledgeAnswer> SaveAsync(params ChangeKnowledge.Change[] changes)
    {
        Answer<KnowledgeAnswer> answer = await shop.SendAsync(new ChangeKnowledge.Command(changes, Ada));
        Assert.Null(answer.Refusal);
        return answer.Value;
    }

    private async Task<KnowledgeAnswer> ProposeAsync(params ChangeKnowledge.Change[] changes) => (await shop.SendAsync(new ChangeKnowledge.Command(changes, Ada, WhyIsIt))).Value;

    private async Task<ProposalPart> ProposalAsync(KnowledgeAnswer proposed) => (await shop.SendAsync(new GetProposal.Query(proposed.ProposalId!))).Value.Proposal;

    private Task<Answer<ApproveProposal.Response>> ApproveAsync(ProposalPart proposal, Actor by, string reason = "", bool losses = false) =>
        shop.SendAsync(new ApproveProposal.Command(proposal.Id, proposal.CasesHash, reason, losses, by));

    private async Task<IReadOnlyDictionary<string, string?>> RowAsync(string table, string key) => (await shop.SendAsync(new GetKnowledgeRow.Query(table, key))).Value.Row!.Cells;

    private async Task<RowOrigin> OriginAsync(string table, string key) => (await shop.SendAsync(new GetKnowledgeRow.Query(table, key))).Value.Origin!;
}
