using System.Text.Json.Nodes;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Serving;

/// <summary>A shop of its own, whose journal holds only what these tests do.</summary>
public sealed class StatisticsSite : BackCareSite
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Exploration:Budget"] = "0.5" };

    public const double Budget = 0.5;

    public async Task<JsonObject> ServeAsync(string symptom, string visitor, string session)
    {
        JsonObject answer = await Http.RecommendAsync(new
        {
            symptoms = new[] { symptom },
            answers = AnswersFor(symptom),
            visitorId = visitor,
            sessionId = session,
            consent = new { version = "1", grantedUtc = "2026-01-01T00:00:00Z" },
        });
        await Services.GetRequiredService<EventJournal>().FlushAsync(CancellationToken.None);
        return answer;
    }

    private object[] AnswersFor(string symptom) =>
    [
        .. Services.GetRequiredService<ShelfHost>().Current!.Knowledge.Symptoms[symptom].GateRedFlags.Select(f => new { id = f, answer = "no" }),
    ];

    public Task AppendAsync(InteractionKind kind, string list, string visitor, string session, string product)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return Services.GetRequiredService<EventJournal>().AppendAsync(
        [
            new Interaction
            {
                EventId = Guid.CreateVersion7(now).ToString("N"), Kind = kind, ProductId = product, ListId = list, OccurredUtc = now.UtcDateTime,
                ReceivedUtc = now.UtcDateTime, VisitorId = PseudonymOf(visitor), SessionId = PseudonymOf(session),
            },
        ]);
    }
}

/// <summary>Erasing takes entries out of the journal, so that rows of others cannot be made again: a shop of its own.</summary>
public sealed class StatisticsErasureTests(StatisticsSite site) : IClassFixture<StatisticsSite>
{
    [Fact]
    public async Task An_erased_visitor_is_forgotten_at_once()
    {
        JsonObject answer = await site.ServeAsync("calf_tight", "leaving", "s");
        await site.AppendAsync(InteractionKind.Click, answer.Text("recommendationId")!, "leaving", "s", answer["products"]![0]!.Text("productId")!);
        StatisticsHost statistics = site.Services.GetRequiredService<StatisticsHost>();
        await statistics.RefreshAsync(CancellationToken.None);
        Assert.True(statistics.Current.Visitor(site.PseudonymOf("leaving"), null).IsKnown);

        await using (AsyncServiceScope scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new EraseMine.Command("leaving"), TestContext.Current.CancellationToken);

        Assert.False(statistics.Current.Visitor(site.PseudonymOf("leaving"), null).IsKnown);
    }
}

public sealed class StatisticsTests(StatisticsSite site) : IClassFixture<StatisticsSite>
{
    private static readonly string[] Complaints = ["heel_pain_first_step", "calf_tight", "heel_pain_back"];

    private StatisticsHost Statistics => site.Services.GetRequiredService<StatisticsHost>();

    private JournalReader Reader => site.Services.GetRequiredService<JournalReader>();

    [Fact]
    public async Task Rows_made_again_from_the_journal_are_those_that_serving_used_and_propensities_too()
    {
        Dictionary<string, (string Symptom, string Visitor, string Session)> asked = [];
        for (int i = 0; i < 24; i++)
        {
            (string symptom, string visitor, string session) = (Complaints[i % 3], $"visitor {i % 4}", $"visit {i / 12}");
            JsonObject answer = await site.ServeAsync(symptom, visitor, session);
            string id = answer.Text("recommendationId")!;
            asked[id] = (symptom, visitor, session);
            await site.AppendAsync(InteractionKind.Click, id, visitor, session, answer["products"]![i % 5]!.Text("productId")!);
            if (i % 3 == 0)
                await site.AppendAsync(InteractionKind.Purchase, id, visitor, session, answer["products"]![0]!.Text("productId")!);
            if (i % 4 == 3)
                await Statistics.RefreshAsync(CancellationToken.None);
        }

        Shelf shelf = site.Services.GetRequiredService<ShelfHost>().Current!;
        IReadOnlyList<JournalEntry> entries = await Reader.AfterAsync(0, 10_000);
        ServedList[] lists = [.. entries.Select(e => e.List).OfType<ServedList>().Where(l => asked.ContainsKey(l.Id))];
        Assert.Equal(24, lists.Length);
        foreach (ServedList list in lists)
        {
            ScoredList again = Again(list, asked[list.Id], entries, shelf);
            Assert.Equal(Bits(list.Scored.Rows), Bits(again.Rows));
            Assert.Equal(list.Scored.Shown, again.Shown);
            Assert.Equal(list.Scored.Explored, again.Explored);
        }

        Assert.Contains(lists, l => l.Scored.Explored);
        Assert.Contains(lists, l => l.Scored.StatisticsSequence > 0);
        Assert.Contains(lists, l => Column(l, "co_view").Any(value => value > 0));
        Assert.All(lists[^1].Scored.Shown, shown => Assert.InRange(shown.Propensity, double.Epsilon, 1));
    }

    [Fact]
    public async Task What_shoppers_did_is_served_within_seconds()
    {
        JsonObject answer = await site.ServeAsync(Complaints[0], "quick", "quick");
        string product = answer["products"]![1]!.Text("productId")!;
        double before = Statistics.Current.Of(product).Purchases;

        await site.AppendAsync(InteractionKind.Purchase, answer.Text("recommendationId")!, "quick", "quick", product);

        for (int i = 0; i < 300 && Statistics.Current.Of(product).Purchases <= before; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(Statistics.Current.Of(product).Purchases > before, "the background refresh takes in new entries");
        Assert.Equal(Familiarity.Bought, Statistics.Current.Visitor(site.PseudonymOf("quick"), null).Of(product));
    }

    [Fact]
    public async Task An_anonymous_list_explores_nothing_and_is_the_same_each_time()
    {
        var report = new { symptoms = new[] { "calf_tight" }, visitorId = "nobody" };

        string[] lists = [.. await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await site.Http.RecommendAsync(report))["products"]!.ToJsonString()))];

        Assert.Single(lists.Distinct());
    }

    private ScoredList Again(ServedList list, (string Symptom, string Visitor, string Session) asked, IReadOnlyList<JournalEntry> entries, Shelf shelf)
    {
        var fold = new StatisticsFold(new StatisticsSettings());
        foreach (JournalEntry entry in entries.Where(e => e.Sequence <= list.Scored.StatisticsSequence))
        {
            if (entry.List is { } seen)
                fold.Add(seen);
            else
                fold.Add(entry.Interaction!);
        }

        ProductStatistics then = fold.Snapshot();
        SafetyAnswer[] answers = [.. shelf.Knowledge.Symptoms[asked.Symptom].GateRedFlags.Select(f => new SafetyAnswer(f, AnswerValue.No))];
        return Recommender.Recommend(
            new RecommendationRequest(new SymptomReport { Symptoms = [asked.Symptom], Answers = answers }, new RecommendationFilter()), shelf,
            new ServingPolicy(new KnowledgeRanker())
            {
                KeepScored = true,
                Statistics = then,
                Visitor = then.Visitor(site.PseudonymOf(asked.Visitor), site.PseudonymOf(asked.Session)),
                Exploration = new ExplorationSettings(StatisticsSite.Budget),
                Draw = list.Scored.Draw,
            }).Scored!;
    }

    private static IEnumerable<float> Column(ServedList list, string feature)
    {
        int at = FeatureSchema.Current.Names.ToList().IndexOf(feature), width = FeatureSchema.Current.Width;
        return Enumerable.Range(0, list.Scored.ProductIds.Count).Select(row => list.Scored.Rows.Span[row * width + at]);
    }

    private static int[] Bits(ReadOnlyMemory<float> rows) => [.. rows.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
