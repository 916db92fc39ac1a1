using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Plans;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using BackCare.FunctionalTests.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>What names a visitor and what opens health answers stands in a table apart.</summary>
public sealed class KeyTableTests : IDisposable
{
    private const string Visitor = "visitor-of-the-key-table";

    private readonly PrivateShop place = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "RQ10")]
    public async Task The_journal_alone_names_nobody_and_tells_no_answer()
    {
        await using ShopUnderTest shop = await place.OpenAsync();
        string id = await PrivateShop.KeepListAsync(shop, Visitor, q => q.Context.Conditions = ["diabetes_at_risk_foot"]);
        await using BackCareDb db = shop.Open();
        StoredList list = await db.ServedLists.SingleAsync(l => l.Id == id, Ended);

        // Whoever knows the id can try its digest against the journal, and finds nothing without the key.
        Assert.NotEqual(Pseudonym.DigestOf(Visitor), list.VisitorId);
        Assert.Equal(shop.Get<Pseudonyms>().Of(Visitor), list.VisitorId);
        Assert.True(FieldCipher.IsSealed(list.Material));
        Assert.Contains("diabetes_at_risk_foot", (await shop.SendAsync(new ExportMine.Query(Visitor))).Value.Lists.Single().Told!.Conditions);
        Assert.Equal("exact", (await shop.SendAsync(new ReplayRecommendation.Query(id))).Value.Replay.Result);
    }

    [Fact]
    public async Task Without_its_row_of_the_key_table_what_is_stored_belongs_to_nobody()
    {
        await using ShopUnderTest shop = await place.OpenAsync();
        string id = await PrivateShop.KeepListAsync(shop, Visitor);
        await using (BackCareDb db = shop.Open())
            await db.PrivacyKeys.ExecuteDeleteAsync(Ended);

        await using ShopUnderTest later = await place.OpenAsync();

        Assert.Empty((await later.SendAsync(new ExportMine.Query(Visitor))).Value.Lists);
        ReplayRecommendation.ReplayPart replay = (await later.SendAsync(new ReplayRecommendation.Query(id))).Value.Replay;
        Assert.Equal("stored_only", replay.Result);
    }

    [Fact]
    public async Task A_new_key_takes_over_by_the_clock_and_what_the_old_one_named_is_still_exported_and_erased()
    {
        await using ShopUnderTest shop = await place.OpenAsync();
        await PrivateShop.KeepListAsync(shop, Visitor);
        string before = shop.Get<Pseudonyms>().Of(Visitor);
        Assert.Equal(2, (await shop.SendAsync(new RotatePrivacyKey.Command(Actor.Console))).Value.KeyId);
        Assert.Equal(before, shop.Get<Pseudonyms>().Of(Visitor));
        Assert.Equal(RefusalKind.Conflict, (await shop.SendAsync(new RotatePrivacyKey.Command(Actor.Console))).Refusal!.Kind);

        // Its time comes.
        await using (BackCareDb db = shop.Open())
            await db.PrivacyKeys.Where(k => k.Id == 2).ExecuteUpdateAsync(set => set.SetProperty(k => k.ActiveFromUtc, k => k.ActiveFromUtc.AddMinutes(-10)), Ended);
        await shop.Get<PrivacyKeys>().LoadAsync(Ended);
        string after = shop.Get<Pseudonyms>().Of(Visitor);
        await PrivateShop.KeepListAsync(shop, Visitor);

        Assert.NotEqual(before, after);
        Assert.Equal([after, before], shop.Get<Pseudonyms>().AllOf(Visitor));
        Assert.Equal(2, (await shop.SendAsync(new ExportMine.Query(Visitor))).Value.Lists.Count);
        Assert.Equal(2, (await shop.SendAsync(new EraseMine.Command(Visitor))).Value.Lists);
        Assert.Empty((await shop.SendAsync(new ExportMine.Query(Visitor))).Value.Lists);
    }

    [Fact]
    public async Task What_a_program_without_a_key_table_stored_is_brought_under_the_first_key()
    {
        string id, digest = Pseudonym.DigestOf(Visitor)!;
        await using (ShopUnderTest older = await place.OpenAsync())
        {
            id = await PrivateShop.KeepListAsync(older, Visitor);
            await MakeOldAsync(older, digest);
        }

        Assert.True(place.FilesHold(digest));
        await using ShopUnderTest shop = await place.OpenAsync();

        string pseudonym = shop.Get<Pseudonyms>().Of(Visitor);
        await using BackCareDb db = shop.Open();
        StoredList list = await db.ServedLists.SingleAsync(Ended);
        Assert.Equal((pseudonym, pseudonym), (list.VisitorId, (await db.KeptPlans.SingleAsync(Ended)).VisitorId));
        Assert.True(FieldCipher.IsSealed(list.Material));
        Assert.True(FieldCipher.IsSealedText((await db.KeptPlans.SingleAsync(Ended)).Plan));
        Assert.Equal("exact", (await shop.SendAsync(new ReplayRecommendation.Query(id))).Value.Replay.Result);
        Assert.False(place.FilesHold(digest));
        Assert.Equal((1, 1), ((await shop.SendAsync(new EraseMine.Command(Visitor))).Value.Lists, (await shop.SendAsync(new EraseShopping.Command(Visitor))).Value.Plans));
    }

    [Fact]
    public async Task A_sealed_field_that_was_changed_or_put_elsewhere_does_not_open()
    {
        await using ShopUnderTest shop = await place.OpenAsync();
        FieldCipher cipher = shop.Get<FieldCipher>();
        byte[] stored = cipher.Seal("numb feet"u8, "a");
        byte[] changed = [.. stored];
        changed[^1] ^= 1;

        Assert.Equal("numb feet"u8.ToArray(), cipher.Open(stored, "a"));
        Assert.Throws<InvalidDataException>(() => cipher.Open(stored, "b"));
        Assert.Throws<InvalidDataException>(() => cipher.Open(changed, "a"));
        Assert.NotEqual(stored, cipher.Seal("numb feet"u8, "a"));
    }

    public void Dispose() => place.Dispose();

    /// <summary>Writes the rows as the program before the key table would have: digests for names, nothing sealed.</summary>
    private static async Task MakeOldAsync(ShopUnderTest shop, string digest)
    {
        await using BackCareDb db = shop.Open();
        StoredList list = await db.ServedLists.SingleAsync(Ended);
        list.VisitorId = digest;
        list.Material = shop.Get<FieldCipher>().Open(list.Material!, "replay material");
        DateTime now = shop.Get<TimeProvider>().GetUtcNow().UtcDateTime;
        db.KeptPlans.Add(new KeptPlan
        {
            Id = new string('a', 64),
            DeleteHash = new string('b', 64),
            Plan = """{"phases":[]}""",
            Language = "en",
            ConsentVersion = "plan-1",
            VisitorId = digest,
            KeptUtc = now,
            ExpiresUtc = now.AddDays(1),
        });
        await db.SaveChangesAsync(Ended);
        await db.PrivacyKeys.ExecuteDeleteAsync(Ended);
    }
}
