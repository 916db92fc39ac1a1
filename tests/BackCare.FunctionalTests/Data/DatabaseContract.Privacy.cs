using BackCare.App.Data;
using BackCare.App.Orders;
using BackCare.App.Plans;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data;

/// <content>Keys, erasures and ageing.</content>
public abstract partial class DatabaseContract
{
    [Fact]
    public async Task What_an_older_program_stored_is_brought_under_the_first_key()
    {
        await Journal.AppendAsync(new JournalBatch([List("list-1", "anna")], [Click("e1", "list-1")]), Cancelled);
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        string digest = Pseudonym.DigestOf("anna")!, visit = Pseudonym.DigestOf("visit")!;
        await using (BackCareDb db = shop.Open())
        {
            db.KeptPlans.Add(new KeptPlan
            {
                Id = new string('a', 64),
                DeleteHash = new string('b', 64),
                Plan = """{"phases":[]}""",
                Language = "en",
                ConsentVersion = "1",
                VisitorId = digest,
                KeptUtc = now,
                ExpiresUtc = now.AddDays(1),
            });
            await db.SaveChangesAsync(Cancelled);
            await db.ServedLists.ExecuteUpdateAsync(set => set.SetProperty(l => l.VisitorId, digest).SetProperty(l => l.SessionId, visit), Cancelled);
            await db.Interactions.ExecuteUpdateAsync(set => set.SetProperty(i => i.VisitorId, digest), Cancelled);
            await db.PrivacyKeys.ExecuteDeleteAsync(Cancelled);
        }

        await shop.Get<PrivacyKeys>().LoadAsync(Cancelled);

        await using BackCareDb after = shop.Open();
        StoredList list = await after.ServedLists.SingleAsync(Cancelled);
        KeptPlan plan = await after.KeptPlans.SingleAsync(Cancelled);
        Assert.Equal((Names.Of("anna"), Names.Of("visit"), Names.Of("anna"), Names.Of("anna")), (list.VisitorId, list.SessionId, (await after.Interactions.SingleAsync(Cancelled)).VisitorId, plan.VisitorId));
        Assert.Equal("""{"phases":[]}""", shop.Get<FieldCipher>().OpenText(plan.Plan, "kept plan"));
        Assert.True(FieldCipher.IsSealedText(plan.Plan));
    }

    [Fact]
    public async Task An_erasure_that_the_database_forgot_is_done_again_and_a_breach_report_tells_of_it()
    {
        await Journal.AppendAsync(new JournalBatch([List("mine", "anna"), List("other", "bert")], [Click("e1", "mine")]), Cancelled);
        Assert.Null((await shop.SendAsync(new PlaceOrder.Command([new BasketLine("house_slant_board", "", 1)], "anna"))).Refusal);
        var until = new Tombstone(Names.Of("anna"), TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.True(await shop.Get<Tombstones>().AddAsync([until], Cancelled));

        ReapplyErasures.Response done = (await shop.SendAsync(new ReapplyErasures.Command())).Value;
        GetBreachReport.Response report = (await shop.SendAsync(new GetBreachReport.Query(until.ErasedUtc.AddDays(-1), until.ErasedUtc.AddDays(1)))).Value;

        Assert.Equal(new ReapplyErasures.Response(1, 1, 1, 1, 0), done);
        Assert.Equal(new[] { Names.Of("anna"), Names.Of("bert") }.Order(StringComparer.Ordinal), report.Affected.Select(p => p.Pseudonym));
        Assert.Equal((0, 1), (report.Affected.Single(p => p.Pseudonym == Names.Of("anna")).Lists, report.Affected.Single(p => p.Pseudonym == Names.Of("bert")).Lists));
        Assert.Equal(0, (await shop.SendAsync(new ReapplyErasures.Command())).Value.Visitors);
    }

    [Fact]
    public async Task What_is_too_old_goes_or_loses_its_link()
    {
        await Journal.AppendAsync(new JournalBatch([List("mine", "anna")], []), Cancelled);
        Assert.Null((await shop.SendAsync(new PlaceOrder.Command([new BasketLine("house_slant_board", "", 1)], "anna"))).Refusal);
        DateTime later = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);

        AgedRows.Counts counts = await shop.Get<AgedRows>().EraseAsync(later, later, Cancelled);

        Assert.Equal((1, 0), (counts.Unlinked, counts.Keys));
        await using BackCareDb db = shop.Open();
        Assert.Null((await db.Orders.SingleAsync(Cancelled)).VisitorId);
        Assert.False(await db.AuditEntries.AnyAsync(Cancelled));
    }
}
