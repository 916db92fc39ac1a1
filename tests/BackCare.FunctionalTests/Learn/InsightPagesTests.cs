using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Learn;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.FunctionalTests.Hosting;
using BackCare.Tests.App.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Learn;

/// <summary>Overview, a list's story and drift on a host of their own with a journal of known content.</summary>
public sealed class InsightPagesTests : IDisposable
{
    private readonly BackCareSite site = new();

    [Fact]
    public async Task An_empty_journal_is_said_to_be_empty()
    {
        HttpClient analyst = await AnalystAsync();

        Assert.Contains("Nothing was journaled in this time.", await analyst.GetStringAsync("/analyst"), StringComparison.Ordinal);
        Assert.Contains("No answer was journaled yet.", await analyst.GetStringAsync("/analyst/lists"), StringComparison.Ordinal);
        Assert.Contains("No model is champion", await analyst.GetStringAsync("/analyst/drift"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_counts_real_and_simulated_shoppers_apart()
    {
        await JournalAsync(3, simulated: false, rows: _ => 1);
        await JournalAsync(5, simulated: true, rows: _ => 1);

        GetOverview.Response overview = await site.AskAsync(new GetOverview.Query());
        Assert.Equal(new GetOverview.Step("lists", 3, 0, 5), overview.Funnel[0]);
        Assert.Equal(new GetOverview.Step("shown", 6, 0, 10), overview.Funnel[1]);
        Assert.Equal(new GetOverview.Step("clicks", 3, 0, 5), overview.Funnel[3]);
        Assert.Contains("Simulated shoppers are among the lists", await (await AnalystAsync()).GetStringAsync("/analyst"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_funnel_has_bars_only_for_shoppers_to_whom_something_was_shown()
    {
        await JournalAsync(5, simulated: true, rows: _ => 1);

        string html = await (await AnalystAsync()).GetStringAsync("/analyst");

        Assert.Contains(">simulated shoppers</text>", html, StringComparison.Ordinal);
        Assert.DoesNotContain(">consented shoppers</text>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_answers_stands_in_the_chart_as_a_day_with_none()
    {
        DateTime today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
        {
            foreach (int before in new[] { 4, 1 })
                db.HourlyOutcomes.Add(new HourlyOutcome { HourUtc = today.AddDays(-before), Outcome = "products", WithinMicroseconds = 512, Count = 4 });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        string html = await (await AnalystAsync()).GetStringAsync("/analyst");

        string chart = html[html.IndexOf("Answers by outcome over days", StringComparison.Ordinal)..];
        Match products = Regex.Match(chart, "class=\"s1\" d=\"(?<path>[^\"]*)\"");
        string[] heights = [.. Regex.Matches(products.Groups["path"].Value, "[ML][-0-9.]+[ ,](?<y>[-0-9.]+)").Select(point => point.Groups["y"].Value)];
        Assert.Equal(["34", "274", "274", "34"], heights);
        Assert.Contains($"days since {today.AddDays(-4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", chart, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_the_answers_take_at_most_the_bound_that_holds_half_of_them()
    {
        HourlyOutcome[] hours =
        [
            new() { Outcome = "products", WithinMicroseconds = 512, Count = 50 },
            new() { Outcome = "nothing", WithinMicroseconds = 1024, Count = 45 },
            new() { Outcome = "products", WithinMicroseconds = 4096, Count = 5 },
        ];

        Assert.Equal(0.512, GetOverview.Quantile(hours, 0.5));
        Assert.Equal(1.024, GetOverview.Quantile(hours, 0.95));
        Assert.Equal(4.096, GetOverview.Quantile(hours, 0.96));
    }

    [Fact]
    public async Task Inputs_that_moved_away_from_the_champions_reference_are_called_major()
    {
        await JournalAsync(100, simulated: true, rows: _ => 1);
        string name = FeatureSchema.Current.Names[0], still = FeatureSchema.Current.Names[1];
        ModelPart[] parts = ModelsOnDisk.Parts("promote");
        string card = Encoding.UTF8.GetString(parts[1].Content.Span)[..^1] + string.Create(CultureInfo.InvariantCulture,
            $$""", "inputs": [ { "name": "{{name}}", "edges": [0.5, 2], "shares": [0.9, 0.1], "missing": 0, "rows": 1000 }, { "name": "{{still}}", "edges": [0.5, 2], "shares": [0, 1], "missing": 0, "rows": 1000 } ] }""");
        Assert.Null(site.Services.GetRequiredService<ModelStore>().Write("v1", [parts[0], new ModelPart("card.json", Encoding.UTF8.GetBytes(card))]).Refusal);
        await site.AskAsync(new PromoteModel.Command("v1", Actor.Console));

        GetDrift.Response drift = await site.AskAsync(new GetDrift.Query());
        Assert.Equal((100, true), (drift.Lists, drift.Simulated));
        // 90 % lay below 0.5 in training and nothing does now.
        Assert.Equal((name, 0.9), (drift.Report!.Inputs[0].Name, Math.Round(drift.Report.Inputs[0].Ks, 6)));
        string html = await (await AnalystAsync()).GetStringAsync("/analyst/drift");
        Assert.Contains("1 of 2 inputs have moved a lot: train again.", html, StringComparison.Ordinal);
        Assert.Contains("Simulated shoppers only.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_tells_why_it_stood_in_its_order_and_never_whose_it_was()
    {
        JsonObject answer = await site.Http.RecommendAsync(new
        {
            text = "my heel hurts with the first steps in the morning",
            visitorId = "visitor-of-the-story",
            consent = new { version = "1", grantedUtc = DateTime.UnixEpoch },
        });
        string id = answer.Text("recommendationId")!;
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(TestContext.Current.CancellationToken);
        HttpClient analyst = await AnalystAsync();

        string html = await analyst.GetStringAsync($"/analyst/lists/{id}");
        foreach (string said in new[] { "Rebuilt exactly as it was served", "Path: ", "Contributions to the score of ", FeatureSchema.Current.Names[0], "No event came back" })
            Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.DoesNotContain("visitor-of-the-story", html, StringComparison.Ordinal);
        Assert.Contains(id, await analyst.GetStringAsync("/analyst/lists"), StringComparison.Ordinal);
        Assert.Contains("Rebuilt exactly", await analyst.GetStringAsync($"/analyst/lists?id={id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_was_written_straight_to_the_store_shows_what_was_stored_and_its_events()
    {
        await JournalAsync(1, simulated: true, rows: _ => 1);

        string html = await (await AnalystAsync()).GetStringAsync("/analyst/lists/s0");
        Assert.Contains("It cannot be rebuilt; this is what was stored.", html, StringComparison.Ordinal);
        Assert.Contains("chosen", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/analyst/lists/nothing", HttpStatusCode.NotFound, "No answer is stored under this id.")]
    [InlineData("/analyst/lists?id=no%20id", HttpStatusCode.BadRequest, "This is no recommendation id.")]
    public async Task An_id_that_leads_nowhere_is_said_beside_its_field(string address, HttpStatusCode status, string problem)
    {
        using HttpResponseMessage response = await (await AnalystAsync()).GetAsync(address);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(problem, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private Task<HttpClient> AnalystAsync() => site.AsAsync(AccountRole.Analyst);

    /// <summary>Lists of two products whose inputs all have one value; the first product of each is chosen.</summary>
    private async Task JournalAsync(int count, bool simulated, Func<int, float> rows)
    {
        DateTime served = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
        var lists = new List<KeptList>();
        var clicks = new List<Interaction>();
        for (int i = 0; i < count; i++)
        {
            string id = $"{(simulated ? "s" : "r")}{i}";
            float[] values = new float[2 * FeatureSchema.Current.Width];
            Array.Fill(values, rows(i));
            lists.Add(new KeptList
            {
                List = new ServedList
                {
                    Id = id,
                    ServedUtc = served,
                    VisitorId = $"v{id}",
                    Model = new RankerIdentity("knowledge", "1"),
                    ShelfVersion = "1",
                    SchemaHash = FeatureSchema.Current.Hash,
                    Simulated = simulated,
                    Scored = new ScoredList { ProductIds = ["a", "b"], Rows = values, Scores = new double[2], Shown = [new ShownItem(0, 1, 1, false), new ShownItem(1, 2, 1, false)] },
                },
            });
            clicks.Add(new Interaction
            {
                EventId = $"click-{id}",
                Kind = InteractionKind.Click,
                ProductId = "a",
                ListId = id,
                Position = 1,
                OccurredUtc = served,
                ReceivedUtc = served,
                VisitorId = $"v{id}",
                Simulated = simulated,
            });
        }
        await site.Services.GetRequiredService<EventJournal>().AppendAsync(new JournalBatch(lists, clicks), TestContext.Current.CancellationToken);
    }
}
