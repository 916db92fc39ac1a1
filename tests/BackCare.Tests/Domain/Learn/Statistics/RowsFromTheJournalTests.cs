using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.Ranking.Randomness;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Learn.Statistics;

public sealed class RowsFromTheJournalTests
{
    private static readonly string[] Complaints = ["heel_pain_first_step", "calf_tight", "heel_pain_back", "low_back_pain_standing"];

    /// <summary>What one list was asked with; the journal keeps the same.</summary>
    private sealed record Asked(string Symptom, string Visitor, string Session);

    [Fact]
    public void Statistics_made_again_from_the_journal_give_every_row_that_serving_used_bit_by_bit()
    {
        (List<ServedList> lists, List<Interaction> interactions, Dictionary<string, Asked> asked) = Serve(sessions: 150);

        foreach (ServedList list in lists.Where((_, i) => i % 7 == 0).Append(lists[^1]))
        {
            ProductStatistics then = Again(lists, interactions, upTo: list.Scored.StatisticsSequence);
            ScoredList scored = Recommend(asked[list.Id], then).Scored!;
            Assert.Equal(list.Scored.ProductIds, scored.ProductIds);
            Assert.Equal(Bits(list.Scored.Rows), Bits(scored.Rows));
            Assert.Equal(list.Scored.Shown, scored.Shown);
        }

        int coView = FeatureSchema.Current.Names.ToList().IndexOf("co_view"), width = FeatureSchema.Current.Width;
        Assert.Contains(lists, l => Enumerable.Range(0, l.Scored.ProductIds.Count).Any(r => l.Scored.Rows.Span[r * width + coView] > 0));
    }

    [Fact]
    public void A_recorded_list_gives_its_rows_to_a_replay()
    {
        (List<ServedList> lists, _, Dictionary<string, Asked> asked) = Serve(sessions: 20);

        ScoredList replayed = Recommend(asked[lists[^1].Id], ProductStatistics.Empty, lists[^1].Scored).Scored!;

        Assert.Equal(Bits(lists[^1].Scored.Rows), Bits(replayed.Rows));
        Assert.Equal(lists[^1].Scored.Shown, replayed.Shown);
    }

    // Shoppers come back, open and buy at random; statistics are published every third list, as a host publishes them every second.
    private static (List<ServedList> Lists, List<Interaction> Interactions, Dictionary<string, Asked> Asked) Serve(int sessions)
    {
        var random = new SplitMix64(5);
        var fold = new StatisticsFold(new StatisticsSettings());
        ProductStatistics published = fold.Snapshot();
        var (lists, interactions, asked) = (new List<ServedList>(), new List<Interaction>(), new Dictionary<string, Asked>());
        long sequence = 0;
        for (int i = 0; i < sessions; i++)
        {
            int visitor = random.NextIndex(12);
            var about = new Asked(Complaints[random.NextIndex(Complaints.Length)], $"v{visitor}", $"v{visitor}s{i / 25}");
            DateTime at = Journal.Start.AddHours(i * 5);
            var list = new ServedList
            {
                Sequence = ++sequence,
                Id = $"l{i}",
                ServedUtc = at,
                VisitorId = about.Visitor,
                SessionId = about.Session,
                Model = new RankerIdentity("knowledge", "1"),
                ShelfVersion = "seed",
                SchemaHash = FeatureSchema.Current.Hash,
                SymptomIds = [about.Symptom],
                Scored = Recommend(about, published).Scored!,
            };
            asked[list.Id] = about;
            lists.Add(list);
            fold.Add(list);
            foreach (ShownItem shown in list.Scored.Shown)
            {
                InteractionKind? done = random.NextDouble() switch { < 0.03 => InteractionKind.Purchase, < 0.3 => InteractionKind.Click, _ => null };
                if (done is not { } what)
                    continue;
                var did = new Interaction
                {
                    Sequence = ++sequence,
                    EventId = $"e{sequence}",
                    Kind = what,
                    ProductId = list.Scored.ProductIds[shown.Candidate],
                    ListId = list.Id,
                    Position = shown.Position,
                    OccurredUtc = at.AddMinutes(shown.Position),
                    ReceivedUtc = at.AddMinutes(20),
                    VisitorId = about.Visitor,
                    SessionId = about.Session,
                };
                interactions.Add(did);
                fold.Add(did);
            }

            published = i % 3 == 0 ? fold.Snapshot() : published;
        }

        return (lists, interactions, asked);
    }

    private static ProductStatistics Again(List<ServedList> lists, List<Interaction> interactions, long upTo)
    {
        var fold = new StatisticsFold(new StatisticsSettings());
        foreach ((ServedList? list, Interaction? did, _) in lists.Select(l => (List: (ServedList?)l, Did: (Interaction?)null, l.Sequence))
            .Concat(interactions.Select(d => ((ServedList?)null, (Interaction?)d, d.Sequence))).Where(e => e.Item3 <= upTo).OrderBy(e => e.Item3))
        {
            if (list is not null)
                fold.Add(list);
            else
                fold.Add(did!);
        }

        return fold.Snapshot();
    }

    private static Outcome Recommend(Asked asked, ProductStatistics statistics, ScoredList? recorded = null) => Recommender.Recommend(
        new RecommendationRequest(new SymptomReport { Answers = SeedShelf.AnswersFor([asked.Symptom]) }, new RecommendationFilter()),
        SeedShelf.Understood(asked.Symptom), SeedShelf.Stock, new ServingPolicy(SeedShelf.Knowledge)
        {
            KeepScored = true,
            Statistics = statistics,
            Visitor = statistics.Visitor(asked.Visitor, asked.Session),
            Recorded = recorded,
        });

    private static int[] Bits(ReadOnlyMemory<float> rows) => [.. rows.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
