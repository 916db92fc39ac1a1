using System.Text.Json.Nodes;
using BackCare.App.Data;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>Nothing of an answer is stored before somebody agreed, or about a child; and what was done before counts only for who lets it.</summary>
public sealed class ConsentTests(ConsentTests.OwnSite site) : IClassFixture<ConsentTests.OwnSite>
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "RQ02")]
    [Trait("Rule", "RQ09")]
    public async Task Without_consent_no_row_of_any_table_about_people_is_left_when_the_request_ends()
    {
        Dictionary<string, long> before = await RowsAsync();
        await site.Http.RecommendAsync(new
        {
            text = "numb feet",
            symptoms = new[] { "heel_pain_first_step" },
            answers = new[] { new { id = "rf_ces_saddle", answer = "no" } },
            visitorId = "nobody-agreed",
            sessionId = "visit",
            context = new { conditions = new[] { "diabetes_at_risk_foot" } },
        });
        await site.Http.PostFormAsync("/results", ("text", "numb feet"), ("symptom", "heel_pain_first_step"), ("answer.rf_ces_saddle", "no"));
        await site.Http.PostFormAsync("/interview", ("text", "I can't pee and my legs are numb"));
        await site.Http.PostJsonAsync("/v1/interview", """{ "text": "numb feet" }""");
        await site.Http.PostFormAsync("/plan/keep", ("symptom", "heel_pain_first_step"));
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Ended);

        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    [Trait("Rule", "RQ02")]
    public async Task Consent_is_kept_with_version_and_time_beside_what_it_covers()
    {
        await site.Http.RecommendAsync(Asking("agreed-once"));
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Ended);
        ExportMine.KeptAnswer kept = Assert.Single((await site.AskAsync(new ExportMine.Query("agreed-once"))).Lists);

        Assert.Equal(("2026-11", new DateTime(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc)), (kept.ConsentVersion, kept.ConsentUtc));
    }

    [Theory]
    [Trait("Rule", "RQ14")]
    [InlineData(12, 0)]
    [InlineData(17, 0)]
    [InlineData(18, 1)]
    public async Task An_answer_about_a_child_is_kept_by_no_consent(int age, int lists)
    {
        string visitor = $"family-{age}";
        await site.Http.RecommendAsync(new { symptoms = new[] { "heel_pain_first_step" }, visitorId = visitor, context = new { age }, consent = new { version = "1", grantedUtc = "2026-11-01T09:00:00Z" } });
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Ended);

        Assert.Equal(lists, (await site.AskAsync(new ExportMine.Query(visitor))).Lists.Count);
    }

    [Fact]
    [Trait("Rule", "RQ14")]
    public async Task For_a_child_an_adult_is_asked_for_its_age_and_told_that_an_adult_decides_and_no_page_asks_for_a_name()
    {
        string home = await site.Http.GetStringAsync("/");
        string ageless = await site.Http.PostFormAsync("/results", ("symptom", "heel_pain_first_step"), ("who", "child"));
        string child = await site.Http.PostFormAsync("/results", ("symptom", "heel_pain_first_step"), ("who", "child"), ("age", "10"));
        string adult = await site.Http.PostFormAsync("/results", ("symptom", "heel_pain_first_step"));

        Assert.Contains("A child; I am an adult and answer for them", home, StringComparison.Ordinal);
        Assert.DoesNotMatch("name=\"(name|firstName|email|birthday)\"", home);
        Assert.Contains("Write the child&#x27;s age in years", ageless, StringComparison.Ordinal);
        Assert.Contains("For a child an adult reads, decides and helps", child, StringComparison.Ordinal);
        Assert.Contains("name=\"who\" value=\"child\"", child, StringComparison.Ordinal);
        Assert.DoesNotContain("For a child an adult reads", adult, StringComparison.Ordinal);
        using HttpResponseMessage account = await site.Http.GetAsync("/accounts/register");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, account.StatusCode);
    }

    [Fact]
    [Trait("Rule", "RQ11")]
    public async Task The_same_question_of_somebody_who_opted_out_is_answered_as_a_strangers()
    {
        const string visitor = "knows-the-shop";
        JsonObject first = await site.Http.RecommendAsync(Asking(visitor));
        string list = first.Text("recommendationId")!;
        string product = first["products"]![0]!.Text("productId")!;
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Ended);
        await site.Http.PostJsonAsync("/v1/events", $$"""
            { "events": [{ "id": "opt-out-1", "name": "purchase", "recommendationId": "{{list}}", "visitorId": "{{visitor}}", "items": [{ "item_id": "{{product}}", "quantity": 1 }] }] }
            """);
        StatisticsHost statistics = site.Services.GetRequiredService<StatisticsHost>();
        await statistics.RefreshAsync(Ended);
        Assert.True(statistics.Current.Visitor(site.Services.GetRequiredService<Pseudonyms>().Of(visitor), null).IsKnown);

        JsonObject known = await site.Http.RecommendAsync(Asking(visitor)), optedOut = await site.Http.RecommendAsync(Asking(visitor, personalise: false)),
            stranger = await site.Http.RecommendAsync(Asking("never-seen"));

        Assert.NotEqual(await HistoryAsync(stranger), await HistoryAsync(known));
        Assert.Equal(await HistoryAsync(stranger), await HistoryAsync(optedOut));
        Assert.Equal(Scores(stranger), Scores(optedOut));
        Assert.Equal(Prices(stranger), Prices(optedOut));
    }

    [Fact]
    [Trait("Rule", "RQ02")]
    [Trait("Rule", "RQ11")]
    public async Task What_was_done_before_is_used_by_a_second_wish_alone_which_can_be_taken_back()
    {
        using HttpClient shopper = site.BrowseWithCookies();
        await shopper.PostFormAsync("/your-data/consent");
        Assert.Contains("Your lists do not look at what you did before", await shopper.GetStringAsync("/your-data"), StringComparison.Ordinal);
        Assert.Contains("\"personalised\": false", await shopper.GetStringAsync("/v1/me/export"), StringComparison.Ordinal);
        using HttpResponseMessage on = await shopper.PostAsync("/your-data/personalise", new FormUrlEncodedContent([KeyValuePair.Create("history", "use")]));

        Assert.Matches("^backcare-consent=2026-11\\.[0-9]+\\.[0-9a-f]{32}\\.personal; max-age=[0-9]+; path=/; samesite=lax; httponly$", on.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant());
        Assert.Contains("\"personalised\": true", await shopper.GetStringAsync("/v1/me/export"), StringComparison.Ordinal);
        Assert.Contains("Do not use what I did before", await shopper.GetStringAsync("/your-data"), StringComparison.Ordinal);
        await shopper.PostFormAsync("/your-data/personalise", ("history", "leave"));
        Assert.Contains("\"personalised\": false", await shopper.GetStringAsync("/v1/me/export"), StringComparison.Ordinal);
    }

    private static object Asking(string visitor, bool personalise = true) => new
    {
        symptoms = new[] { "heel_pain_first_step" },
        visitorId = visitor,
        personalise,
        limit = 50,
        consent = new { version = "2026-11", grantedUtc = "2026-11-01T09:00:00Z" },
    };

    /// <summary>What every product's score was told of this visitor's history.</summary>
    private async Task<string> HistoryAsync(JsonObject answer)
    {
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Ended);
        ScoredList scored = (await site.Services.GetRequiredService<JournalReader>().FindAsync(answer.Text("recommendationId")!, Ended))!.Scored;
        int[] columns = [.. FeatureSchema.Current.Names.Index().Where(n => n.Item is "familiarity" or "co_view" or "co_purchase").Select(n => n.Index)];
        Assert.Equal(3, columns.Length);
        return string.Join('\n', scored.ProductIds.Select((id, row) => $"{id} {string.Join(' ', columns.Select(c => scored.Rows.Span[row * FeatureSchema.Current.Width + c]))}"));
    }

    private static string Scores(JsonObject answer) => string.Join('\n', answer["products"]!.AsArray().Select(p => $"{p!.Text("productId")} {p!["score"]}"));

    private static string Prices(JsonObject answer) => string.Join('\n', answer["products"]!.AsArray().Select(p => $"{p!.Text("productId")} {p!["price"]!.ToJsonString()}").Order(StringComparer.Ordinal));

    private async Task<Dictionary<string, long>> RowsAsync()
    {
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string table in DataRegister.Tables.Where(t => t.Holding is not null).Select(t => t.Name))
        {
            string count = $"""SELECT COUNT(*) AS "Value" FROM "{table}" """;
            rows[table] = await db.Database.SqlQueryRaw<long>(count).SingleAsync(Ended);
        }

        return rows;
    }

    /// <summary>A site of its own, where nobody else writes and nothing is tried out.</summary>
    public sealed class OwnSite : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Exploration:Budget"] = "0" };
    }
}
