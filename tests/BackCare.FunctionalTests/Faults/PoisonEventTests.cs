using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Faults;

/// <summary>An event that the database never takes, whenever it is tried.</summary>
public sealed class PoisonEventTests(PoisonEventTests.OwnSite site) : IClassFixture<PoisonEventTests.OwnSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_set_aside_and_told_and_every_other_event_counts()
    {
        string list = await site.ConsentedListAsync("visitor");
        await FaultySite.UntilAsync("the list is stored", () => site.ReadAsync(db => db.ServedLists.AnyAsync(l => l.Id == list, Cancelled)));
        await site.ExecuteAsync("CREATE TRIGGER poison BEFORE INSERT ON Interactions WHEN NEW.EventId LIKE 'poison%' BEGIN SELECT RAISE(ABORT, 'never'); END");
        string[] ids = [.. Enumerable.Range(0, 40).Select(i => i == 17 ? "poison" : $"p-{i}")];

        using HttpResponseMessage answer = await site.SendAsync(ids, list);
        JsonNode counts = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
        using HttpResponseMessage next = await site.SendAsync(["next"], list);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal((39, 1), ((int)counts["accepted"]!, (int)counts["spooled"]!));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(40, await site.ReadAsync(db => db.Interactions.CountAsync(i => i.ListId == list, Cancelled)));
        Assert.False(await site.ReadAsync(db => db.Set<RecordedEvent>().AnyAsync(e => e.Id == "poison", Cancelled)));
        Assert.Equal(1, site.Journal.Spool.SetAside);
        Assert.Contains("1 lists or events could not be stored for what they hold", (await site.ReadyAsync()).Reasons, StringComparison.Ordinal);
    }

    public sealed class OwnSite : FaultySite;
}
