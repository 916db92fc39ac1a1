using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Rules;

public sealed class RulesApiTests(RulesSite site) : IClassFixture<RulesSite>
{
    private const string Path = "/v1/admin/rules";

    private static readonly object Consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" };

    [Fact]
    public async Task A_rule_acts_on_the_next_list_and_its_removal_ends_that()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        string[] before = await ListAsync("tight calves after running");

        using HttpResponseMessage made = await admin.WriteAsync(HttpMethod.Post, Path, $$"""{ "effect": "hide", "productIds": ["{{before[0]}}"], "description": "sold out soon" }""");
        JsonNode rule = await made.JsonAsync();
        string[] hidden = await ListAsync("tight calves after running");
        using HttpResponseMessage removed = await admin.WriteAsync(HttpMethod.Delete, $"{Path}/{rule.Text("id")}", null, made.Headers.ETag!.ToString());
        string[] after = await ListAsync("tight calves after running");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal($"{Path}/{rule.Text("id")}", made.Headers.Location!.ToString());
        Assert.Equal(("running", "1"), (rule.Text("state"), rule.Text("version")));
        Assert.DoesNotContain(before[0], hidden);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_write_needs_the_version_it_starts_from_and_an_older_one_is_told_what_changed()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage made = await admin.WriteAsync(HttpMethod.Post, Path, Bury(1, "first"));
        string address = $"{Path}/{(await made.JsonAsync()).Text("id")}";
        using HttpResponseMessage changed = await admin.WriteAsync(HttpMethod.Put, address, Bury(1, "second"), "\"1\"");
        using HttpResponseMessage blind = await admin.WriteAsync(HttpMethod.Put, address, Bury(2, "third"));
        using HttpResponseMessage stale = await admin.WriteAsync(HttpMethod.Put, address, Bury(2, "third"), "\"1\"");
        JsonObject problem = await stale.ProblemAsync();

        Assert.Equal("\"2\"", changed.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(("2", "second"), (problem.Text("version"), problem["present"]!.Text("description")));
        Assert.Equal(["description"], problem["since"]!.AsArray().Select(c => c!.Text("field")));
        Assert.Equal(["description"], problem["conflicts"]!.AsArray().Select(c => c!.Text("field")));
    }

    [Fact]
    public async Task The_same_key_makes_a_rule_once()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage first = await admin.WriteAsync(HttpMethod.Post, Path, Bury(1, "once"), idempotencyKey: "rules-once");
        using HttpResponseMessage again = await admin.WriteAsync(HttpMethod.Post, Path, Bury(1, "once"), idempotencyKey: "rules-once");
        JsonNode listed = await (await admin.GetAsync($"{Path}?search=once")).JsonAsync();

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("1", listed.Text("total"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_its_field()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        async Task<string> WrongAsync(string json)
        {
            using HttpResponseMessage response = await admin.WriteAsync(HttpMethod.Post, Path, json);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            return (await response.ProblemAsync())["errors"]![0]!.ToJsonString();
        }

        Assert.Contains("pin, boost, bury or hide", await WrongAsync("""{ "effect": "promote" }"""), StringComparison.Ordinal);
        Assert.Contains("$.productIds", await WrongAsync("""{ "effect": "pin" }"""), StringComparison.Ordinal);
        Assert.Contains("tulis_classic_heel_cups", await WrongAsync("""{ "effect": "pin", "productIds": ["tulis_clasic_heel_cups"] }"""), StringComparison.Ordinal);
        Assert.Contains("$.amount", await WrongAsync("""{ "effect": "boost", "brands": ["Tuli's"], "amount": 11 }"""), StringComparison.Ordinal);
        Assert.Contains("$.untilUtc", await WrongAsync("""{ "effect": "boost", "fromUtc": "2026-05-01T00:00:00Z", "untilUtc": "2026-04-01T00:00:00Z" }"""), StringComparison.Ordinal);
        Assert.Contains("$.symptomIds", await WrongAsync("""{ "effect": "boost", "symptomIds": ["heel_pain_first_stepp"] }"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_taken_back_and_a_removed_rule_comes_back_as_it_was()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage made = await admin.WriteAsync(HttpMethod.Post, Path, Bury(1, "before"));
        string address = $"{Path}/{(await made.JsonAsync()).Text("id")}";
        using HttpResponseMessage changed = await admin.WriteAsync(HttpMethod.Put, address, Bury(3, "after"), "\"1\"");
        using HttpResponseMessage gone = await admin.WriteAsync(HttpMethod.Delete, address, null, "\"2\"");
        string[] changes = await ChangesAsync(admin, address);
        using HttpResponseMessage back = await admin.WriteAsync(HttpMethod.Post, $"{address}/changes/{changes[0]}/undo", null);
        JsonNode restored = await back.JsonAsync();
        using HttpResponseMessage undone = await admin.WriteAsync(HttpMethod.Post, $"{address}/changes/{changes[1]}/undo", null);
        JsonNode first = await undone.JsonAsync();
        using HttpResponseMessage other = await admin.WriteAsync(HttpMethod.Post, $"{Path}/elsewhere/changes/{changes[1]}/undo", null);

        Assert.Equal(["remove", "edit", "create"], await KindsAsync(admin, address, skip: 2));
        Assert.Equal(("after", "3"), (restored["rule"]!.Text("description"), restored["rule"]!.Text("amount")));
        Assert.Equal(("before", "1"), (first["rule"]!.Text("description"), first["rule"]!.Text("amount")));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task A_rule_that_comes_back_goes_on_counting_so_that_an_old_version_overwrites_nothing()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage made = await admin.WriteAsync(HttpMethod.Post, Path, Bury(1, "first life"));
        string address = $"{Path}/{(await made.JsonAsync()).Text("id")}";
        using HttpResponseMessage gone = await admin.WriteAsync(HttpMethod.Delete, address, null, "\"1\"");
        string removal = (await ChangesAsync(admin, address))[0];

        HttpResponseMessage[] backs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.WriteAsync(HttpMethod.Post, $"{address}/changes/{removal}/undo", null)));
        using HttpResponseMessage stale = await admin.WriteAsync(HttpMethod.Put, address, Bury(2, "second life"), "\"1\"");
        using HttpResponseMessage now = await admin.GetAsync(address);

        Assert.Contains(backs, b => b.StatusCode == HttpStatusCode.OK);
        Assert.All(backs, b => Assert.True(b.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, b.StatusCode.ToString()));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "\"3\""), (stale.StatusCode, now.Headers.ETag!.ToString()));
    }

    [Fact]
    public async Task A_rule_that_names_what_is_gone_is_switched_off_and_not_on()
    {
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
        {
            var left = new StoredRule { Id = "left_over", Enabled = true };
            left.Take(new RuleForm { Effect = "bury", CategoryIds = ["gone_category"], Description = "left over" }.ToRule("left_over"));
            db.Rules.Add(left);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        string Rule(string enabled) => $$"""{ "effect": "bury", "categoryIds": ["gone_category"], "description": "left over", "enabled": {{enabled}} }""";
        using HttpResponseMessage off = await admin.WriteAsync(HttpMethod.Put, $"{Path}/left_over", Rule("false"), "\"1\"");
        using HttpResponseMessage on = await admin.WriteAsync(HttpMethod.Put, $"{Path}/left_over", Rule("true"), "\"2\"");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (off.StatusCode, on.StatusCode));
    }

    [Fact]
    public async Task Pages_by_cursor_hold_every_rule_once_and_states_are_counted()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            using HttpResponseMessage made = await admin.WriteAsync(HttpMethod.Post, Path, Bury(1, "paged", i % 2 == 0 ? "\"enabled\": false" : "\"fromUtc\": \"2999-01-01T00:00:00Z\""));
            return (await made.JsonAsync()).Text("id")!;
        }));

        List<string> seen = [];
        string? cursor = null;
        do
        {
            JsonNode page = await (await admin.GetAsync($"{Path}?search=paged&sort=priority&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).JsonAsync();
            Assert.Equal("5", page.Text("total"));
            seen.AddRange(page["items"]!.AsArray().Select(i => i!.Text("id")!));
            cursor = page.Text("nextCursor");
        }
        while (cursor is not null);
        JsonNode planned = await (await admin.GetAsync($"{Path}?search=paged&state=planned")).JsonAsync();
        using HttpResponseMessage wrong = await admin.GetAsync($"{Path}?sort=until&cursor=bm90aGluZw");

        Assert.Equal(ids.Order(StringComparer.Ordinal), seen);
        Assert.Equal("2", planned.Text("total"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task A_preview_shows_both_lists_and_why_and_keeps_nothing()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        string[] plain = await ListAsync("my arch aches");

        using HttpResponseMessage response = await admin.WriteAsync(HttpMethod.Post, $"{Path}/preview", $$"""
            { "shopper": { "text": "my arch aches" }, "draft": { "effect": "pin", "productIds": ["{{plain[4]}}"], "position": 2, "enabled": false } }
            """);
        JsonNode preview = await response.JsonAsync();

        Assert.Equal(("products", "now", "true"), (preview.Text("outcome"), preview.Text("against"), preview.Text("hasEffect")));
        Assert.Equal(plain, preview["before"]!.AsArray().Select(p => p!.Text("productId")));
        JsonNode pinned = preview["moves"]!.AsArray().Single(m => m!.Text("productId") == plain[4])!;
        Assert.Equal(("5", "2", "up"), (pinned.Text("before"), pinned.Text("after"), pinned.Text("kind")));
        Assert.StartsWith("This rule: Pins ", pinned.Text("because"), StringComparison.Ordinal);
        Assert.Equal(plain, await ListAsync("my arch aches"));
        Assert.DoesNotContain(site.Logged, line => line.Contains("my arch aches", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_in_force_is_previewed_against_its_absence()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        string[] plain = await ListAsync("shin pain when I run");
        using HttpResponseMessage made = await admin.WriteAsync(HttpMethod.Post, Path, $$"""{ "effect": "hide", "productIds": ["{{plain[1]}}"], "queries": ["shin pain"] }""");
        string id = (await made.JsonAsync()).Text("id")!;

        using HttpResponseMessage response = await admin.WriteAsync(HttpMethod.Post, $"{Path}/preview", $$"""{ "shopper": { "text": "shin pain when I run" }, "ruleId": "{{id}}" }""");
        JsonNode preview = await response.JsonAsync();

        Assert.Equal("without_rule", preview.Text("against"));
        Assert.Equal(plain, preview["before"]!.AsArray().Select(p => p!.Text("productId")));
        Assert.Equal("gone", preview["moves"]!.AsArray().Single(m => m!.Text("productId") == plain[1])!.Text("kind"));
    }

    [Fact]
    public async Task A_list_shaped_by_rules_is_rebuilt_exactly_after_they_changed()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        string[] plain = await ListAsync("bunion rubs in my shoes");
        using HttpResponseMessage made = await admin.WriteAsync(
            HttpMethod.Post, Path, $$"""{ "effect": "pin", "productIds": ["{{plain[3]}}"], "position": 1, "queries": ["bunion rubs"] }""");
        string id = (await made.JsonAsync()).Text("id")!;
        JsonObject served = await site.Http.RecommendAsync(new { text = "bunion rubs in my shoes", visitorId = "ruled", consent = Consent });
        using HttpResponseMessage changed = await admin.WriteAsync(HttpMethod.Put, $"{Path}/{id}", $$"""{ "effect": "hide", "productIds": ["{{plain[3]}}"] }""", "\"1\"");
        using HttpResponseMessage gone = await admin.WriteAsync(HttpMethod.Delete, $"{Path}/{id}", null, "\"2\"");

        await site.Services.GetRequiredService<EventJournal>().FlushAsync(TestContext.Current.CancellationToken);
        JsonNode replayed = await (await site.Http.GetAsync($"/v1/recommendations/{served.Text("recommendationId")}")).JsonAsync();

        Assert.Equal(plain[3], served["products"]![0]!.Text("productId"));
        Assert.Equal("exact", replayed["replay"]!.Text("result"));
        Assert.Equal([id], replayed["replay"]!["ruleIds"]!.AsArray().Select(r => r!.ToString()));
        Assert.True(changed.IsSuccessStatusCode && gone.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_short_path_is_the_same_desk()
    {
        HttpClient admin = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage made = await admin.WriteAsync(HttpMethod.Post, "/v1/rules", Bury(1, "short"));
        string id = (await made.JsonAsync()).Text("id")!;

        Assert.Equal($"/v1/rules/{id}", made.Headers.Location!.ToString());
        Assert.Equal("short", (await (await admin.GetAsync($"{Path}/{id}")).JsonAsync())["rule"]!["rule"]!.Text("description"));
    }

    [Fact]
    public async Task A_change_of_fields_that_nobody_else_touched_is_merged()
    {
        RulePart made = (await site.AskAsync(new SaveRule.Command(null, new RuleForm { Effect = "bury", Brands = ["BackCare"], Description = "mine", Enabled = false }, Actor.Console))).Rule;
        await site.AskAsync(new SaveRule.Command(made.Id, made.Rule with { Amount = 2 }, Actor.Console, made.Version, made.Rule));

        SaveRule.Response merged = await site.AskAsync(new SaveRule.Command(made.Id, made.Rule with { Priority = 9 }, Actor.Console, made.Version, made.Rule));

        Assert.Equal((2.0, 9), (merged.Rule.Rule.Amount, merged.Rule.Rule.Priority));
        Assert.Equal(["amount"], merged.Taken.Select(c => c.Field));
    }

    // Burying the whole brand at its own amount leaves lists of other tests in a known order: every product of the demo shop's brand moves alike.
    private static string Bury(double amount, string description, string more = "\"enabled\": false") =>
        FormattableString.Invariant($$"""{ "effect": "bury", "brands": ["BackCare"], "amount": {{amount}}, "description": "{{description}}", {{more}} }""");

    private async Task<string[]> ListAsync(string text) =>
        [.. (await site.Http.RecommendAsync(new { text }))["products"]!.AsArray().Select(p => p!.Text("productId")!)];

    private static async Task<string[]> ChangesAsync(HttpClient admin, string address) =>
        [.. (await (await admin.GetAsync($"{address}/changes")).JsonAsync())["items"]!.AsArray().Select(c => c!.Text("id")!)];

    private static async Task<string[]> KindsAsync(HttpClient admin, string address, int skip) =>
        [.. (await (await admin.GetAsync($"{address}/changes")).JsonAsync())["items"]!.AsArray().Skip(skip).Select(c => c!.Text("kind")!)];
}
