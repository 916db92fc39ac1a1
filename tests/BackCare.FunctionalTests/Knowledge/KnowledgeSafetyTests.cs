using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Knowledge.Desk;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge.Desk;
using BackCare.FunctionalTests.Catalog;
using BackCare.FunctionalTests.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Knowledge;

/// <summary>What two people have to look at, and what the catalogue keeps in the knowledge base; each test on a shop of its own.</summary>
public sealed class KnowledgeSafetyTests : IAsyncLifetime
{
    private static readonly Actor Anna = new("0198a000-0000-7000-8000-000000000001", "anna@example.org", AccountRole.Admin),
        Ben = new("0198a000-0000-7000-8000-000000000002", "ben@example.org", AccountRole.Admin);

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-safety-").FullName;
    private ShopUnderTest shop = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "shop.db"));
        Assert.Null((await shop.PrepareAsync()).Refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_rule_that_makes_a_lift_one_sided_changes_by_two_people()
    {
        KnowledgeAnswer answer = await ChangeAsync("evidence_rules", "EV0037", c => c["structure_id"] = "");

        Assert.Equal("proposed", answer.Outcome);
        Assert.Equal(["evidence_rules/EV0037 structure_id"], answer.Safety);
    }

    [Fact]
    public async Task A_rule_that_holds_other_kinds_back_goes_by_two_people_when_a_case_lets_them_through()
    {
        // Pain at the back of the heel: stretching aids work on the Achilles tendon by two rules and may harm there, so nothing else is offered through the tendon,
        // not even a heat wrap that is said to help its middle.
        ChangeKnowledge.Change wrap = await RowAsync("evidence_rules", "EV0018", c => (c["id"], c["evidence_profile"]) = ("EV9001", "heatwrap"));
        Assert.Equal("saved", (await SendAsync([new ChangeKnowledge.Change(wrap.Table, "EV9001", wrap.Cells, null)])).Outcome);
        ChangeKnowledge.Change[] both =
            [await RowAsync("evidence_rules", "EV0165", c => c["structure_id"] = ""), await RowAsync("evidence_rules", "EV0166", c => c["structure_id"] = "")];

        KnowledgeAnswer answer = await SendAsync(both);

        Assert.Equal("proposed", answer.Outcome);
        Assert.Contains(answer.Safety, s => s.StartsWith("safety case ", StringComparison.Ordinal) && s.Contains("now for sale: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warning_in_spanish_changes_by_two_people_and_a_name_by_one()
    {
        KnowledgeAnswer warning = await ChangeAsync("spanish", "ES0463", c => c["spanish"] = "Siga aunque duela más de 5 de 10"),
            name = await ChangeAsync("spanish", await KeyOfAsync("Heel cups and heel pads"), c => c["spanish"] = "Taloneras");

        Assert.Equal(("proposed", "saved"), (warning.Outcome, name.Outcome));
        Assert.Equal(["spanish/ES0463 spanish"], warning.Safety);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_made_a_key_does_not_approve_what_it_proposed(bool inTheTrail)
    {
        string key = inTheTrail ? (await shop.SendAsync(new CreateApiKey.Command("robot", ApiKeyScope.Admin, [], Anna))).Value.Id : "k1";
        await using (BackCareDb db = shop.Open())
        {
            db.Accounts.AddRange(Account(Anna), Account(Ben));
            if (!inTheTrail)
                db.ApiKeys.Add(new ApiKey { Id = key, Name = "robot", Hash = "h", LastFour = "abcd", CreatedBy = Anna.Name, Scope = ApiKeyScope.Admin });
            await db.SaveChangesAsync(Cancelled);
        }

        KnowledgeAnswer proposed = await SendAsync([await RowAsync("stop_rules", "sr_sharp_pain", c => c["text"] = "Stop at sharp pain")], new Actor($"key:{key}", "robot", AccountRole.Admin));
        GetProposal.Response shown = (await shop.SendAsync(new GetProposal.Query(proposed.ProposalId!))).Value;
        Answer<ApproveProposal.Response> own = await ApproveAsync(shown, Anna), other = await ApproveAsync(shown, Ben);

        Assert.Equal([Ben.Name], shown.Approvers);
        Assert.Equal(RefusalKind.Forbidden, own.Refusal?.Kind);
        Assert.Contains("a key that you made", own.Refusal!.Reason, StringComparison.Ordinal);
        Assert.Equal("approved", other.Value.Proposal.State);
    }

    [Theory]
    [InlineData("categories", "calf_stretchers", "category_id")]
    [InlineData("sources", "EXPERT_OPINION", "source_ids")]
    [InlineData("symptoms", "calf_tight", "override")]
    [InlineData("structures", "gastrocnemius", "override")]
    [InlineData("sources", "RADFORD_2006", "override")]
    public async Task What_a_draft_names_is_not_removed(string table, string key, string column)
    {
        string draft = await DraftAsync();

        KnowledgeAnswer answer = await SendAsync([await RowAsync(table, key, null)]);

        Assert.Equal("refused", answer.Outcome);
        DraftProblem problem = Assert.Single(answer.Problems, p => p.Table == "products" && p.Key == draft && p.Column == column);
        Assert.Equal(key, problem.Value);
        Assert.Contains("edit the product in the catalogue first", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_rule_of_a_profile_stays_while_a_retired_product_has_it()
    {
        ChangeKnowledge.Change rule = await RowAsync("evidence_rules", "EV0001", null);
        await SendAsync([new ChangeKnowledge.Change("evidence_rules", "EV9001", new Dictionary<string, string?>(rule.Basis!) { ["id"] = "EV9001", ["evidence_profile"] = "only_here" }, null)]);
        string draft = await DraftAsync();
        await using (BackCareDb db = shop.Open())
        {
            StoredProduct product = await db.Products.SingleAsync(p => p.Id == draft, Cancelled);
            (product.EvidenceProfile, product.Status) = ("only_here", PublicationStatus.Retired);
            await db.SaveChangesAsync(Cancelled);
        }

        KnowledgeAnswer answer = await SendAsync([await RowAsync("evidence_rules", "EV9001", null)]);

        Assert.Equal(("refused", (draft, "evidence_profile", "only_here")), (answer.Outcome, answer.Problems.Select(p => (p.Key, p.Column, p.Value)).Single()));
    }

    [Fact]
    public async Task A_product_whose_category_is_gone_is_not_published_and_blocks_no_other_change()
    {
        string draft = await DraftAsync();
        await using (BackCareDb db = shop.Open())
        {
            (await db.Products.SingleAsync(p => p.Id == draft, Cancelled)).CategoryId = "gone";
            await db.SaveChangesAsync(Cancelled);
        }

        Refusal refusal = (await shop.SendAsync(new SetProductStatus.Command(draft, null, "published", Anna))).Refusal!;
        KnowledgeAnswer elsewhere = await ChangeAsync("links", "L001", c => c["mechanism"] = "Pulls on it like a bow");
        GetKnowledgeTables.Response tables = (await shop.SendAsync(new GetKnowledgeTables.Query())).Value;

        Assert.Equal("categoryId", Assert.Single(refusal.Fields).Path);
        Assert.Equal("saved", elsewhere.Outcome);
        Assert.Equal(("products", draft, "gone"), tables.Problems.Select(p => (p.Table, p.Key, p.Value)).Single());
    }

    [Fact]
    public async Task A_price_that_no_file_may_have_does_not_stop_the_knowledge_desk()
    {
        await using (BackCareDb db = shop.Open())
        {
            await db.Products.ExecuteUpdateAsync(set => set.SetProperty(p => p.PriceMinor, 100_000_000), Cancelled);
        }

        // A phrase is read by the known texts, a stop rule by every case, both on a shelf made of the tables.
        KnowledgeAnswer phrase = await SendAsync([new ChangeKnowledge.Change("symptom_phrases", "calf_tight_91",
            new Dictionary<string, string?> { ["symptom_id"] = "calf_tight", ["phrase"] = "calf like a bowstring", ["lang"] = "en", ["kind"] = "slang" }, null)]);
        KnowledgeAnswer stop = await ChangeAsync("stop_rules", "sr_sharp_pain", c => c["text"] = "Stop at sharp pain");

        Assert.Equal(("saved", "proposed"), (phrase.Outcome, stop.Outcome));
        Assert.Null((await shop.SendAsync(new GetChain.Query())).Refusal);
    }

    [Fact]
    public async Task A_row_that_comes_back_is_judged_where_it_stood()
    {
        // CL001 says "cures"; the same phrase twice is told at the one that stands second.
        ChangeKnowledge.Change first = await RowAsync("claims_wording", "CL001", null);
        Assert.Equal("saved", (await SendAsync([first])).Outcome);
        Assert.Equal("saved", (await SendAsync([new ChangeKnowledge.Change("claims_wording", "CL901", new Dictionary<string, string?>(first.Basis!) { ["id"] = "CL901" }, null)])).Outcome);
        long removal = (await shop.SendAsync(new GetHistory.Query("knowledge/claims_wording", "CL001"))).Value.Items[0].Id;

        KnowledgeAnswer back = (await shop.SendAsync(new UndoKnowledge.Command("claims_wording", "CL001", removal, Anna))).Value;

        Assert.Equal(("refused", "CL901"), (back.Outcome, Assert.Single(back.Problems).Key));
    }

    private async Task<string> DraftAsync() => (await shop.SendAsync(new CreateProduct.Command(null, ProductDeskTests.Board with
    {
        SourceIds = ["EXPERT_OPINION"],
        Overrides = [new("calf_tight", "helps", 0.5, "limited", "adjunct", ["RADFORD_2006"], "gastrocnemius")],
    }, Anna))).Value.Id;

    private Task<Answer<ApproveProposal.Response>> ApproveAsync(GetProposal.Response shown, Actor by) =>
        shop.SendAsync(new ApproveProposal.Command(shown.Proposal.Id, shown.Proposal.CasesHash, "", false, by));

    private async Task<KnowledgeAnswer> ChangeAsync(string table, string key, Action<Dictionary<string, string?>> change) => await SendAsync([await RowAsync(table, key, change)]);

    private async Task<KnowledgeAnswer> SendAsync(ChangeKnowledge.Change[] changes, Actor? by = null)
    {
        Answer<KnowledgeAnswer> answer = await shop.SendAsync(new ChangeKnowledge.Command(changes, by ?? Anna, "The clinic asked for it."));
        Assert.Null(answer.Refusal);
        return answer.Value;
    }

    /// <summary>The change of a row as it stands; null removes it.</summary>
    private async Task<ChangeKnowledge.Change> RowAsync(string table, string key, Action<Dictionary<string, string?>>? change)
    {
        GetKnowledgeRows.Item row = (await shop.SendAsync(new GetKnowledgeRow.Query(table, key))).Value.Row!;
        var cells = new Dictionary<string, string?>(row.Cells);
        change?.Invoke(cells);
        return new ChangeKnowledge.Change(table, key, change is null ? null : cells, row.Version, row.Cells);
    }

    private async Task<string> KeyOfAsync(string english) =>
        (await shop.SendAsync(new GetKnowledgeRows.Query("spanish", Search: english))).Value.Items.Single(i => i.Cells["english"] == english).Key;

    private static Account Account(Actor actor) => new()
    {
        Id = actor.Id,
        Email = actor.Name,
        NormalizedEmail = actor.Name.ToUpperInvariant(),
        UserName = actor.Name,
        NormalizedUserName = actor.Name.ToUpperInvariant(),
        Role = actor.Role,
    };
}
