using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Orders;
using BackCare.App.Plans;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using BackCare.App.Reviews;
using BackCare.Domain.Catalog;
using BackCare.Domain.Reviews;
using BackCare.FunctionalTests.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>Everything about somebody has its day, by the clock.</summary>
public sealed class PurgeTests : IDisposable
{
    private const string Visitor = "visitor-of-last-year";

    private readonly PrivateShop place = new();
    private readonly MovedClock clock = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "RQ09")]
    public async Task After_a_year_nothing_is_linked_to_a_visitor_and_after_three_no_name_of_staff_is_kept()
    {
        await using ShopUnderTest shop = await place.OpenAsync(clock, ("Journal:TrustClock", "true"));
        await FillAsync(shop);
        await using BackCareDb db = shop.Open();

        clock.Pass(TimeSpan.FromDays(364));
        Assert.Equal(AgedRows.Counts.None, (await shop.SendAsync(new EraseByAge.Command())).Value.Rows);
        Assert.True(await db.ServedLists.AnyAsync(Ended));

        clock.Pass(TimeSpan.FromDays(2));
        EraseByAge.Response year = (await shop.SendAsync(new EraseByAge.Command())).Value;
        Assert.Equal(1, year.Lists);
        Assert.Equal(new AgedRows.Counts(Plans: 1, Unlinked: 2, Rejected: 1, Audit: 0, Names: 0, Keys: 0), year.Rows);
        Assert.Empty((await shop.SendAsync(new ExportMine.Query(Visitor))).Value.Lists);
        ExportShopping.Response shopping = (await shop.SendAsync(new ExportShopping.Query(Visitor))).Value;
        Assert.Equal((0, 0, 0), (shopping.Orders.Count, shopping.Reviews.Count, shopping.Plans.Count));

        // The shop's books and what was written for others stay, as nobody's.
        Assert.Equal((1, 1), (await db.Orders.CountAsync(o => o.VisitorId == null, Ended), await db.Reviews.CountAsync(r => r.VisitorId == null, Ended)));
        Assert.False(place.FilesHold(shop.Get<Pseudonyms>().Of(Visitor)));

        clock.Pass(TimeSpan.FromDays(730));
        AgedRows.Counts three = (await shop.SendAsync(new EraseByAge.Command())).Value.Rows;
        Assert.Equal((1, 1), (three.Audit, three.Names));
        Assert.False(await db.AuditEntries.AnyAsync(Ended));
        Assert.Equal(AgedRows.NoLongerKept, (await db.Changes.AsNoTracking().SingleAsync(Ended)).ActorName);
    }

    [Fact]
    public async Task A_key_goes_once_everything_that_it_named_and_sealed_is_gone()
    {
        await using ShopUnderTest shop = await place.OpenAsync(clock, ("Journal:TrustClock", "true"));
        await PrivateShop.KeepListAsync(shop, Visitor);
        Assert.Null((await shop.SendAsync(new RotatePrivacyKey.Command(Actor.Console))).Refusal);
        await using BackCareDb db = shop.Open();

        clock.Pass(TimeSpan.FromDays(364));
        Assert.Equal(0, (await shop.SendAsync(new EraseByAge.Command())).Value.Rows.Keys);
        clock.Pass(TimeSpan.FromDays(2));
        Assert.Equal(1, (await shop.SendAsync(new EraseByAge.Command())).Value.Rows.Keys);

        Assert.Equal(2, (await db.PrivacyKeys.SingleAsync(Ended)).Id);
        clock.Pass(TimeSpan.FromDays(4_000));
        Assert.Equal(0, (await shop.SendAsync(new EraseByAge.Command())).Value.Rows.Keys);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("always")]
    public void A_setting_of_the_audit_trail_that_is_no_number_of_days_is_refused_with_value_and_remedy(string days)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(configuration, [new("Audit:KeepDays", days)]);

        Assert.Contains($"Audit:KeepDays is '{days}': write a number of days from 365 to 36500", JournalKeeping.Read(configuration.Build()).Refusal, StringComparison.Ordinal);
    }

    public void Dispose() => place.Dispose();

    private async Task FillAsync(ShopUnderTest shop)
    {
        await PrivateShop.KeepListAsync(shop, Visitor);
        Assert.Null((await shop.SendAsync(new PlaceOrder.Command([new BasketLine("house_slant_board", "", 1)], Visitor))).Refusal);
        foreach (string text in new[] { "shown", "kept back" })
            Assert.Null((await shop.SendAsync(new WriteReview.Command(ReviewTopic.Product, "house_slant_board", 3, "", text, "", VisitorId: Visitor))).Refusal);
        GetRecommendations.Query asked = new() { Symptoms = ["heel_pain_first_step"] };
        PlanPart plan = (await shop.SendAsync(asked)).Value.Plan!;
        Assert.Null((await shop.SendAsync(new KeepPlan.Command(plan, "en", Agreed: true, Visitor))).Refusal);
        await using BackCareDb db = shop.Open();
        StoredReview rejected = await db.Reviews.SingleAsync(r => r.Text == "kept back", Ended);
        rejected.Decide(ReviewState.Rejected, RejectReason.OffTopic, "", "console", clock.GetUtcNow().UtcDateTime);
        new AuditTrail(db, clock).Add(Actor.Console, "data.read", "list:1");
        db.Changes.Add(new App.Editing.StoredChange
        {
            Subject = "product",
            Key = "house_slant_board",
            Kind = App.Editing.ChangeKinds.Edit,
            ActorId = "1",
            ActorName = "ana@example.org",
            ChangedUtc = clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(Ended);
    }
}
