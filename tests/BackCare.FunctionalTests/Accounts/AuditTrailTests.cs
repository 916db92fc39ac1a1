using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Accounts;

/// <summary>The audit trail as an admin reads it: filtered, by page, by file, by program.</summary>
public sealed class AuditTrailTests(BackCareSite site)
{
    private static readonly DateTime Long = new(2019, 3, 7, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_filtered_by_who_what_when_and_what_came_of_it()
    {
        await AddAsync("filter-ann@example.org", "product.edited", Long, AuditResult.Done);
        await AddAsync("filter-ann@example.org", "rule.created", Long.AddDays(1), AuditResult.Refused);
        await AddAsync("filter-bob@example.org", "rule.created", Long.AddDays(2), AuditResult.Done);

        Assert.Equal(["rule.created", "product.edited"], await ActionsAsync(new GetAuditTrail.Query(Actor: "filter-ann")));
        Assert.Equal(["rule.created"], await ActionsAsync(new GetAuditTrail.Query(Actor: "filter-", Area: "rule", Result: AuditResult.Refused)));
        Assert.Equal(["rule.created"], await ActionsAsync(new GetAuditTrail.Query(Actor: "filter-", SinceUtc: Long.AddDays(1), UntilUtc: Long.AddDays(2))));
        Assert.Equal(2, (await site.AskAsync(new GetAuditTrail.Query(Actor: "filter-ann", PageSize: 1))).Total);
        Assert.NotNull((await site.SendAsync(new GetAuditTrail.Query(SinceUtc: Long, UntilUtc: Long))).Refusal);
    }

    [Fact]
    public async Task The_page_shows_what_its_fields_choose_and_takes_it_along_as_a_file()
    {
        await AddAsync("page-cat@example.org", "key.created", Long.AddDays(40), AuditResult.Done, "=HYPERLINK(\"http://evil.example\")");
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string page = await admin.GetStringAsync("/admin/audit?actor=page-cat&from=2019-04-16&to=2019-04-16&result=done", Cancelled);
        string empty = await admin.GetStringAsync("/admin/audit?actor=page-cat&from=2019-04-17", Cancelled);
        using HttpResponseMessage file = await admin.GetAsync("/admin/audit.csv?actor=page-cat", Cancelled);
        string[] lines = (await file.Content.ReadAsStringAsync(Cancelled)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("key.created", page, StringComparison.Ordinal);
        Assert.Contains("/admin/audit.csv?actor=page-cat&amp;result=done&amp;from=2019-04-16&amp;to=2019-04-16", page, StringComparison.Ordinal);
        Assert.Contains("Nothing fits", empty, StringComparison.Ordinal);
        Assert.Equal("id,at_utc,actor_id,actor,action,target,result,request_id,detail", lines[0]);
        // A spreadsheet would run the detail as a formula; the apostrophe makes it a text.
        Assert.EndsWith(",page-cat@example.org,key.created,test:1,done,,\"'=HYPERLINK(\"\"http://evil.example\"\")\"", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_reads_it_too_and_is_told_what_is_wrong_with_a_filter()
    {
        await AddAsync("api-dan@example.org", "key.revoked", Long, AuditResult.Done);
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        JsonNode found = JsonNode.Parse(await program.GetStringAsync("/v1/admin/audit?actor=api-dan&result=done", Cancelled))!;
        string file = await program.GetStringAsync("/v1/admin/audit:export?actor=api-dan", Cancelled);
        using HttpResponseMessage wrong = await program.GetAsync("/v1/admin/audit?pageSize=1000", Cancelled), unknown = await program.GetAsync("/v1/admin/audit?result=maybe", Cancelled);

        Assert.Equal(("key.revoked", "done"), (found["items"]![0]!.Text("action"), found["items"]![0]!.Text("result")));
        Assert.Equal(2, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.StatusCode, unknown.StatusCode));
    }

    private async Task<string[]> ActionsAsync(GetAuditTrail.Query query) => [.. (await site.AskAsync(query)).Items.Select(i => i.Action)];

    private async Task AddAsync(string actor, string action, DateTime at, AuditResult result, string detail = "")
    {
        await using AsyncServiceScope scope = site.Services.CreateAsyncScope();
        BackCareDb db = scope.ServiceProvider.GetRequiredService<BackCareDb>();
        db.AuditEntries.Add(new AuditEntry { AtUtc = at, ActorId = "test", ActorName = actor, Action = action, Target = "test:1", Detail = detail, Result = result });
        await db.SaveChangesAsync(Cancelled);
    }
}
