using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.FunctionalTests.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Faults;

/// <summary>A clock that jumps, as one does whose battery is empty or whose time server is wrong.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-clock-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_jump_of_years_ahead_erases_nothing_by_age_until_somebody_says_that_the_clock_is_right()
    {
        await using ShopUnderTest shop = Shop(), trusting = Shop(("Journal:TrustClock", "true"));
        await shop.PrepareAsync();
        Assert.Null((await shop.SendAsync(new SimulateShoppers.Command(20, 1))).Refusal);
        // Everything is five years older, which is the same as a clock that is five years ahead.
        await using BackCareDb db = shop.Open();
        await db.Database.ExecuteSqlRawAsync(
            """
            UPDATE "ServedLists" SET "ServedUtc" = datetime("ServedUtc", '-5 years'); UPDATE "RecordedEvents" SET "ReceivedUtc" = datetime("ReceivedUtc", '-5 years');
            UPDATE "Leases" SET "ExpiresUtc" = datetime("ExpiresUtc", '-5 years')
            """, Cancelled);
        int lists = await db.ServedLists.CountAsync(Cancelled);

        Answer<EraseByAge.Response> refused = await shop.SendAsync(new EraseByAge.Command());

        Assert.Equal(RefusalKind.Unmet, refused.Refusal!.Kind);
        Assert.Contains("nothing is erased by age, since a clock that jumped would erase everything", refused.Refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(lists, await db.ServedLists.CountAsync(Cancelled));
        Assert.Equal(lists, (await trusting.SendAsync(new EraseByAge.Command())).Value.Lists);
    }

    [Fact]
    public async Task A_lease_that_a_wrong_clock_took_for_years_holds_nobody_out()
    {
        await using ShopUnderTest shop = Shop();
        await shop.PrepareAsync();
        await using BackCareDb db = shop.Open();
        db.Leases.Add(new StoredLease { Name = "journal:age", Owner = "a host that was in 2031", ExpiresUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddYears(5) });
        await db.SaveChangesAsync(Cancelled);

        Assert.Null((await shop.SendAsync(new EraseByAge.Command())).Refusal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ShopUnderTest Shop(params (string Key, string Value)[] more) => new(
        new Dictionary<string, string?>([KeyValuePair.Create("ConnectionStrings:BackCare", (string?)$"Data Source={Path.Combine(folder, "backcare.db")}"), KeyValuePair.Create("Models:Path", (string?)"none"),
            .. more.Select(m => KeyValuePair.Create(m.Key, (string?)m.Value))]));
}
