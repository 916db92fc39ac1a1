using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.Domain.Catalog;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>Whose data could have been seen in a stretch of time, and who was shown it.</summary>
[Trait("Rule", "RQ04")]
public sealed class BreachReportTests(BackCareSite site) : IDisposable
{
    private readonly PrivateShop place = new();
    private readonly MovedClock clock = new();

    [Fact]
    public async Task Everybody_whose_data_was_held_in_the_window_is_listed_by_pseudonym_with_who_was_shown_some()
    {
        await using ShopUnderTest shop = await place.OpenAsync(clock);
        await PrivateShop.KeepListAsync(shop, "early");
        await PrivateShop.KeepListAsync(shop, "erased-before");
        Assert.Null((await shop.SendAsync(new EraseMine.Command("erased-before"))).Refusal);
        Assert.Null((await shop.SendAsync(new NoteDisclosure.Command(Actor.Console, NoteDisclosure.Read, "list:before"))).Refusal);
        clock.Pass(TimeSpan.FromDays(10));
        DateTime from = clock.GetUtcNow().UtcDateTime;
        await PrivateShop.KeepListAsync(shop, "erased-since");
        Assert.Null((await shop.SendAsync(new PlaceOrder.Command([new BasketLine("house_slant_board", "", 1)], "early"))).Refusal);
        Assert.Null((await shop.SendAsync(new NoteDisclosure.Command(Actor.Console, NoteDisclosure.Exported, "training-data:api", "2 lists"))).Refusal);
        clock.Pass(TimeSpan.FromHours(5));
        DateTime to = clock.GetUtcNow().UtcDateTime;
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Null((await shop.SendAsync(new EraseMine.Command("erased-since"))).Refusal);
        await PrivateShop.KeepListAsync(shop, "later");

        GetBreachReport.Response report = (await shop.SendAsync(new GetBreachReport.Query(from, to))).Value;

        Pseudonyms names = shop.Get<Pseudonyms>();
        Assert.Equal(new[] { names.Of("early"), names.Of("erased-since") }.Order(StringComparer.Ordinal), report.Affected.Select(p => p.Pseudonym));
        GetBreachReport.Person early = report.Affected.Single(p => p.Pseudonym == names.Of("early")), gone = report.Affected.Single(p => p.Pseudonym == names.Of("erased-since"));
        Assert.Equal((1, 1, 0, 0), (early.Lists, early.Orders, early.Reviews, early.Plans));
        Assert.True(early.FirstUtc < from);
        Assert.NotNull(gone.ErasedUtc);
        GetBreachReport.Disclosure shown = Assert.Single(report.Disclosures);
        Assert.Equal(("command line", "data.exported", "training-data:api"), (shown.By, shown.Action, shown.Target));
        Assert.Contains("ServedLists.SymptomIds", report.HealthColumns);
        Assert.False(report.IsMany);
        Assert.Equal(RefusalKind.Invalid, (await shop.SendAsync(new GetBreachReport.Query(to, from))).Refusal!.Kind);
    }

    [Fact]
    public async Task Looking_at_one_list_and_taking_out_training_data_are_noted()
    {
        string id = (await site.Http.RecommendAsync(new
        {
            symptoms = new[] { "heel_pain_first_step" },
            visitorId = "looked-at",
            consent = new { version = "1", grantedUtc = "2026-11-01T09:00:00Z" },
        })).Text("recommendationId")!;
        HttpClient analyst = await site.AsAsync(AccountRole.Analyst);
        using HttpResponseMessage story = await analyst.GetAsync($"/analyst/lists/{id}");
        Assert.True(story.IsSuccessStatusCode);

        GetAuditTrail.Item noted = Assert.Single((await site.AskAsync(new GetAuditTrail.Query("data", $"list:{id}"))).Items);
        Assert.Equal(("data.read", SignedIn.EmailOf(AccountRole.Analyst)), (noted.Action, noted.ActorName));
    }

    public void Dispose() => place.Dispose();
}
