using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Privacy;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Faults;

/// <summary>The database is gone for a while and comes back. The same for 60 seconds under load, with its figures: <c>faults</c> in tests/BackCare.Benchmarks.</summary>
public sealed class DatabaseAwayTests(FaultySite site) : IClassFixture<FaultySite>
{
    private const string Canary = "zebrafinch calves";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recommendations_go_on_events_wait_on_disk_and_count_once_and_writes_fail_clearly()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        string before = await site.ConsentedListAsync("visitor-before");
        (await site.SendAsync(["b-1"], before)).EnsureSuccessStatusCode();
        (string Name, string Value)[] rule = [("act", "save"), ("effect", "pin"), ("add", "house_slant_board"), ("position", "2"), ("description", "Typed with care"), ("form-token", await TokenAsync(admin))];

        await site.TakeDatabaseAwayAsync();
        string during = await site.ConsentedListAsync("visitor-during", Canary);
        using (HttpResponseMessage spooled = await site.SendAsync(["d-1", "d-2", "b-1"], during))
        {
            JsonNode answer = JsonNode.Parse(await spooled.Content.ReadAsStringAsync(Cancelled))!;
            Assert.Equal(HttpStatusCode.Accepted, spooled.StatusCode);
            Assert.Equal((0, 0, 3), ((int)answer["accepted"]!, (int)answer["duplicates"]!, (int)answer["spooled"]!));
        }

        using (HttpResponseMessage again = await site.SendAsync(["d-3"], before))
            Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        await FaultySite.UntilAsync("the host says that the database does not answer", async () => (await site.ReadyAsync()).Reasons.Contains("recommendations are served from memory", StringComparison.Ordinal));
        (string status, string reasons) = await site.ReadyAsync();
        Assert.Equal("degraded", status);
        Assert.Contains("4 events and 1 lists wait on this host's disk", reasons, StringComparison.Ordinal);

        await WhatNeedsTheDatabaseFailsClearlyAsync(admin, program, rule);
        await ShoppingGoesOnAsync();
        Assert.DoesNotContain(Directory.EnumerateFiles(site.Spool, "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".spool", StringComparison.Ordinal)).Select(File.ReadAllText),
            text => text.Contains("zebrafinch", StringComparison.Ordinal));

        await site.GiveDatabaseBackAsync();
        await FaultySite.UntilAsync("everything that waited is in the database", () => Task.FromResult(site.Journal.Spool is { SinceUtc: null, Events: 0, Lists: 0 }));
        await FaultySite.UntilAsync("the host is plainly ready", async () => (await site.ReadyAsync()).Status == "ready");
        using (HttpResponseMessage direct = await site.SendAsync(["a-1", "d-2"], during))
            Assert.Contains("\"accepted\":1,\"duplicates\":1", await direct.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        (string, string)[] stored = await site.ReadAsync(async db => (await db.Interactions.AsNoTracking().Where(i => i.ListId == before || i.ListId == during).OrderBy(i => i.EventId).ToListAsync(Cancelled))
            .Select(i => (i.EventId, i.ListId == before ? "before" : "during")).ToArray());
        Assert.Equal([("a-1", "during"), ("b-1", "before"), ("d-1", "during"), ("d-2", "during"), ("d-3", "before")], stored);
        Assert.Equal(5, await site.ReadAsync(db => db.Set<RecordedEvent>().CountAsync(Cancelled)));
        Assert.Equal(5, await site.ReadAsync(db => db.DailyCounts.SumAsync(c => c.Count, Cancelled)));

        // The list that waited can be replayed as any other.
        JsonNode replay = JsonNode.Parse(await site.Http.GetStringAsync($"/v1/recommendations/{during}", Cancelled))!;
        Assert.Equal("exact", replay["replay"]!.Text("result"));
    }

    private static async Task<string> TokenAsync(HttpClient admin)
    {
        string page = await admin.GetStringAsync("/admin/rules/new", Cancelled);
        return WebUtility.HtmlDecode(page.Split("name=\"form-token\" value=\"")[1].Split('"')[0]);
    }

    private async Task WhatNeedsTheDatabaseFailsClearlyAsync(HttpClient admin, HttpClient program, (string Name, string Value)[] rule)
    {
        using var form = new FormUrlEncodedContent(rule.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using HttpResponseMessage page = await admin.PostAsync("/admin/rules/new", form, Cancelled);
        string html = await page.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (page.StatusCode, page.Headers.RetryAfter?.ToString()));
        Assert.Contains("Our database does not answer, so nothing was changed.", html, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"description\" value=\"Typed with care\"", html, StringComparison.Ordinal);

        using HttpResponseMessage read = await program.GetAsync("/v1/admin/rules", Cancelled);
        JsonObject problem = await read.ProblemAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5", "database_away"), (read.StatusCode, read.Headers.RetryAfter?.ToString(), problem.Text("code")));

        using HttpResponseMessage signIn = await site.Http.GetAsync("/accounts/first-owner", Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, signIn.StatusCode);

        Assert.Equal("The database could not be written, so nothing was erased. Try again in a minute.", (await site.SendAsync(new EraseMine.Command("visitor-during"))).Refusal!.Reason);
    }

    private async Task ShoppingGoesOnAsync()
    {
        string product = await site.Http.GetStringAsync("/products/house_slant_board", Cancelled);
        Assert.Contains("Reviews and comments cannot be shown right now", product, StringComparison.Ordinal);
        foreach (string address in new[] { "/", "/products", "/learn", "/basket", "/v1/products", "/v1/trending", "/v1/symptoms" })
        {
            using HttpResponseMessage answer = await site.Http.GetAsync(address, Cancelled);
            Assert.True(answer.IsSuccessStatusCode, $"{address} answered {answer.StatusCode}.");
        }
    }
}
