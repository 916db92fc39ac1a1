using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Learn;

public sealed class ExperimentsTests : IDisposable
{
    private static readonly Actor Analyst = new("ana", "ana@example.org", AccountRole.Analyst);
    private static readonly StartExperiment.Command AbTest = new("knowledge against itself", "ab_test", new ArmPart("knowledge")) { By = Analyst };

    private readonly BackCareSite site = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_test_gives_each_consenting_visitor_one_side_for_good_and_touches_nobody_else()
    {
        ExperimentPart started = await site.AskAsync(AbTest);
        for (int visitor = 0; visitor < 12; visitor++)
        {
            for (int visit = 0; visit < 2; visit++) await RecommendAsync($"visitor{visitor}", consent: true);
            await RecommendAsync($"visitor{visitor}", consent: false);
        }

        List<StoredList> lists = await ListsAsync();
        Assert.Equal(24, lists.Count);
        Assert.All(lists, l => Assert.Equal(started.Id, l.ExperimentId));
        Assert.All(lists.GroupBy(l => l.VisitorId), v => Assert.Single(v.Select(l => l.Arm).Distinct()));
        Assert.Equal(["control", "treatment"], lists.Select(l => l.Arm).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_interleaved_list_says_whose_pick_stands_at_each_place()
    {
        await site.AskAsync(AbTest with { Kind = "interleaving" });
        JsonObject answer = await RecommendAsync("visitor", consent: true);

        StoredList list = Assert.Single(await ListsAsync());
        Assert.Matches("^interleaved:[CT]+$", list.Arm);
        Assert.Equal(answer["products"]!.AsArray().Count, list.Arm!.Length - "interleaved:".Length);
        Assert.Equal(("interleaving", "knowledge~knowledge"), (list.ModelName, list.ModelVersion));
    }

    [Fact]
    public async Task An_interleaved_list_is_replayed_with_the_same_picks_also_after_its_experiment_has_ended()
    {
        ExperimentPart started = await site.AskAsync(AbTest with { Kind = "interleaving" });
        JsonObject answer = await RecommendAsync("visitor", consent: true);
        StoredList list = Assert.Single(await ListsAsync());
        await site.AskAsync(new StopExperiment.Command(started.Id, "seen enough") { By = Analyst });

        ReplayRecommendation.Response replayed = await site.AskAsync(new ReplayRecommendation.Query(answer.Text("recommendationId")!));

        Assert.Equal(("exact", list.Arm, started.Id), (replayed.Replay.Result, replayed.Replay.Arm, replayed.Replay.ExperimentId));
        Assert.Empty(replayed.Replay.Differences);
        Assert.Equal(answer["products"]!.AsArray().Select(p => p!.Text("productId")), replayed.Products.Select(p => p.ProductId));
    }

    [Fact]
    public async Task Two_experiments_cannot_run_on_one_surface_and_a_shadow_may_stand_beside()
    {
        Answer<ExperimentPart>[] both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => site.SendAsync(AbTest))));
        Answer<ExperimentPart> shadow = await site.SendAsync(AbTest with { Kind = "shadow" });

        Assert.Equal(RefusalKind.Conflict, Assert.Single(both, b => b.Refusal is not null).Refusal!.Kind);
        Assert.Null(shadow.Refusal);
    }

    [Fact]
    public async Task A_stopped_experiment_touches_nothing_more_and_says_who_stopped_it_and_why()
    {
        ExperimentPart started = await site.AskAsync(AbTest);
        ExperimentPart stopped = await site.AskAsync(new StopExperiment.Command(started.Id, "seen enough") { By = Analyst });
        await RecommendAsync("visitor", consent: true);

        Assert.Equal(("ana@example.org", "seen enough"), (stopped.StoppedBy, stopped.StopReason));
        Assert.Null(Assert.Single(await ListsAsync()).ExperimentId);
        Assert.Equal(RefusalKind.Conflict, (await site.SendAsync(new StopExperiment.Command(started.Id) { By = Analyst })).Refusal?.Kind);
        Assert.Equal(["experiment.stopped", "experiment.started"], (await site.AskAsync(new GetAuditTrail.Query(Target: $"experiment:{started.Id}"))).Items.Select(i => i.Action));
    }

    [Fact]
    public async Task Clicks_within_the_window_decide_and_later_ones_do_not_count()
    {
        ExperimentPart started = await site.AskAsync(AbTest);
        await JournalVisitorsAsync(started, count: 3_000, simulated: false);

        GetExperiment.Response found = await site.AskAsync(new GetExperiment.Query(started.Id));

        GetExperiment.MeasurementPart measured = found.Measurement!;
        Assert.False(found.Simulated);
        Assert.Equal((1_500, 600, 1_500, 150), (measured.Treatment.Units, measured.Treatment.Successes, measured.Control.Units, measured.Control.Successes));
        Assert.Equal("treatment_better", measured.Verdict);
        Assert.InRange(measured.Difference.Estimate!.Value, 0.29, 0.31);
        Assert.Equal(40, measured.Path.Count);
    }

    [Fact]
    public async Task Simulated_shoppers_count_only_while_there_is_no_real_one_and_the_answer_says_so()
    {
        ExperimentPart started = await site.AskAsync(AbTest);
        await JournalVisitorsAsync(started, count: 40, simulated: true);
        Assert.True((await site.AskAsync(new GetExperiment.Query(started.Id))).Simulated);

        await JournalVisitorsAsync(started, count: 10, simulated: false);

        GetExperiment.Response found = await site.AskAsync(new GetExperiment.Query(started.Id));
        Assert.False(found.Simulated);
        Assert.Equal(10, found.Measurement!.Control.Units + found.Measurement.Treatment.Units);
    }

    [Fact]
    public async Task A_shadow_compares_the_challenger_on_the_rows_that_were_served()
    {
        ExperimentPart started = await site.AskAsync(AbTest with { Kind = "shadow" });
        await RecommendAsync("visitor", consent: true);
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Cancelled);

        GetExperiment.ShadowPart shadow = (await site.AskAsync(new GetExperiment.Query(started.Id))).Shadow!;

        Assert.Equal((1L, 1.0, 1.0), (shadow.Lists, shadow.SameFirst, shadow.Overlap)); // The knowledge ranking serves and is the challenger.
        Assert.Equal(1, shadow.KendallTau!.Value, precision: 6);
    }

    [Fact]
    public async Task A_broken_guardrail_stops_the_experiment_by_itself()
    {
        ExperimentPart started = await site.AskAsync(AbTest);
        await using (BackCareDb db = site.Services.GetRequiredService<Databases>().Open())
        {
            db.ExperimentTallies.Add(new ExperimentTally { ExperimentId = started.Id, Arm = "control", Requests = 50_000, Abstentions = 500 });
            db.ExperimentTallies.Add(new ExperimentTally { ExperimentId = started.Id, Arm = "treatment", Requests = 50_000, Abstentions = 5_000 });
            await db.SaveChangesAsync(Cancelled);
        }

        GuardExperiments.Response guarded = await site.AskAsync(new GuardExperiments.Command());

        Assert.Equal(["knowledge against itself: abstentions"], guarded.Stopped);
        Assert.Equal("guardrail broken: abstentions", (await site.AskAsync(new GetExperiment.Query(started.Id))).Experiment.StopReason);
    }

    [Fact]
    public async Task Answers_are_counted_by_side_for_the_guardrails()
    {
        ExperimentPart started = await site.AskAsync(AbTest);
        for (int visitor = 0; visitor < 10; visitor++) await RecommendAsync($"visitor{visitor}", consent: true);
        await RecommendAsync("anonymous", consent: false);
        await site.Services.GetRequiredService<ExperimentHost>().FlushAsync(Cancelled);

        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        ExperimentTally[] tallies = await db.ExperimentTallies.Where(t => t.ExperimentId == started.Id).ToArrayAsync(Cancelled);
        Assert.Equal(10, tallies.Sum(t => t.Requests));
        Assert.All(tallies, t => Assert.Contains(t.Arm, new[] { "control", "treatment" }));
    }

    [Fact]
    public async Task The_api_starts_watches_and_stops_with_a_key_and_with_a_session_that_shows_it_is_no_foreign_page()
    {
        const string Plan = """{ "name": "by program", "kind": "ab_test", "treatment": { "model": "knowledge" }, "share": 0.5 }""";
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin), analyst = await site.AsAsync(AccountRole.Analyst);
        using HttpResponseMessage forged = await analyst.PostJsonAsync("/v1/experiments", Plan);
        Assert.Equal((HttpStatusCode.Forbidden, "request_header_missing"), (forged.StatusCode, (await forged.ProblemAsync()).Text("code")));

        using HttpResponseMessage started = await program.PostJsonAsync("/v1/experiments", Plan);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        JsonObject watched = JsonNode.Parse(await program.GetStringAsync(started.Headers.Location))!.AsObject();
        Assert.Equal(("by program", "undecided"), (watched["experiment"]!.Text("name"), watched["measurement"]!.Text("verdict")));

        using var stop = new HttpRequestMessage(HttpMethod.Post, $"{started.Headers.Location}/stop")
        {
            Content = new StringContent("""{ "reason": "done" }""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { { SignedIn.OwnScript, "1" } },
        };
        using HttpResponseMessage stopped = await analyst.SendAsync(stop);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
    }

    [Theory]
    [InlineData("""{ "name": "x", "kind": "ab_test", "treatment": { "model": "champion" } }""", "$.treatment")]
    [InlineData("""{ "name": "x", "kind": "ab_test", "treatment": { "model": "knowledge" }, "share": 0 }""", "$.share")]
    [InlineData("""{ "name": "x", "kind": "guess", "treatment": { "model": "knowledge" } }""", "$.kind")]
    [InlineData("""{ "name": "x", "kind": "interleaving", "treatment": { "model": "knowledge", "explorationBudget": 0.1 } }""", "$.treatment")]
    [InlineData("""{ "name": "x", "kind": "ab_test", "treatment": { "model": "knowledge", "explorationBudget": 2 } }""", "$.treatment.explorationBudget")]
    public async Task A_plan_that_makes_no_sense_is_refused_with_its_field(string plan, string path)
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage response = await program.PostJsonAsync("/v1/experiments", plan);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(path, (await response.ProblemAsync())["errors"]![0]!.Text("path"));
    }

    [Fact]
    public async Task A_model_that_is_not_there_cannot_take_part()
    {
        Answer<ExperimentPart> refused = await site.SendAsync(AbTest with { Treatment = new ArmPart("20260101-000000-00000000") });

        Assert.Equal(RefusalKind.Unmet, refused.Refusal?.Kind);
        Assert.Contains("20260101-000000-00000000", refused.Refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_starts_and_stops_without_a_script_and_keeps_what_was_typed_when_something_is_wrong()
    {
        HttpClient analyst = await site.AsAsync(AccountRole.Analyst);
        using HttpResponseMessage wrong = await analyst.PostPageAsync("/analyst/experiments", "/analyst/experiments",
            ("name", "is more better?"), ("kind", "ab_test"), ("control", "champion"), ("treatment", "champion"), ("treatmentBudget", "lots"), ("share", "1"), ("goal", "click"),
            ("windowMinutes", "60"), ("alpha", "0.05"));
        string html = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("&#x27;lots&#x27; is not a number; write one such as 0.1.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"is more better?\"", html, StringComparison.Ordinal);

        using HttpResponseMessage started = await analyst.PostPageAsync("/analyst/experiments", "/analyst/experiments",
            ("name", "is more better?"), ("kind", "ab_test"), ("control", "champion"), ("treatment", "champion"), ("treatmentBudget", "0,2"), ("share", "1"), ("goal", "click"),
            ("windowMinutes", "60"), ("alpha", "0.05"));
        string page = started.Headers.Location!.ToString();
        Assert.Contains("champion, budget 0.2", await analyst.GetStringAsync(page), StringComparison.Ordinal);
        using HttpResponseMessage stopped = await analyst.PostPageAsync(page, page + "/stop", ("reason", "it is"));
        Assert.Contains("by analyst@example.org: it is", await analyst.GetStringAsync(stopped.Headers.Location), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private async Task<JsonObject> RecommendAsync(string visitor, bool consent)
    {
        object report = consent
            ? new { text = "my heel hurts with the first steps in the morning", visitorId = visitor, consent = new { version = "1", grantedUtc = DateTime.UnixEpoch } }
            : new { text = "my heel hurts with the first steps in the morning", visitorId = visitor };
        return await site.Http.RecommendAsync(report);
    }

    private async Task<List<StoredList>> ListsAsync()
    {
        await site.Services.GetRequiredService<EventJournal>().FlushAsync(Cancelled);
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        return await db.ServedLists.OrderBy(l => l.Sequence).ToListAsync(Cancelled);
    }

    /// <summary>Visitors two hours ago, alternating sides. Two of five treated and one of ten others click after a minute; everybody else after the window.</summary>
    private async Task JournalVisitorsAsync(ExperimentPart experiment, int count, bool simulated)
    {
        var lists = new List<KeptList>();
        var clicks = new List<Interaction>();
        DateTime served = experiment.StartedUtc.AddHours(-2);
        for (int i = 0; i < count; i++)
        {
            bool treated = i % 2 == 0;
            bool inTime = treated ? i / 2 % 5 < 2 : i / 2 % 10 == 0;
            string id = $"{(simulated ? "s" : "r")}{i}";
            lists.Add(new KeptList
            {
                List = new ServedList
                {
                    Id = id,
                    ServedUtc = served,
                    VisitorId = $"v{id}",
                    Model = new RankerIdentity("knowledge", "1"),
                    ShelfVersion = "1",
                    SchemaHash = "none",
                    ExperimentId = experiment.Id,
                    Arm = treated ? "treatment" : "control",
                    Simulated = simulated,
                    Scored = new ScoredList { ProductIds = ["a", "b"], Rows = new float[2], Scores = new double[2], Shown = [new ShownItem(0, 1, 1, false), new ShownItem(1, 2, 1, false)] },
                },
            });
            clicks.Add(new Interaction
            {
                EventId = $"click-{id}",
                Kind = InteractionKind.Click,
                ProductId = "a",
                ListId = id,
                Position = 1,
                OccurredUtc = served.AddMinutes(inTime ? 1 : 61),
                ReceivedUtc = served.AddMinutes(90),
                VisitorId = $"v{id}",
                Simulated = simulated,
            });
        }
        await site.Services.GetRequiredService<EventJournal>().AppendAsync(new JournalBatch(lists, clicks), Cancelled);
    }
}
