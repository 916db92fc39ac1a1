using System.Diagnostics;
using BackCare.App.Knowledge;
using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.Ranking.OffPolicy;
using Microsoft.Extensions.Configuration;

namespace BackCare.Benchmarks.Recommend;

/// <summary>Time of a whole recommendation in process, on one thread: reading, gate, collection, ranking, explanation. With <c>--models</c> ranked by that folder's champion. With <c>--sessions</c> as for a list that
/// goes into the journal: statistics of so many simulated visits, a known visitor, exploration with its propensities, rows kept.</summary>
internal static class RecommendSpeed
{
    private static readonly string[] Texts =
    [
        "my heel hurts when I get out of bed in the morning and it eases after I have walked around the kitchen for a while, it has been like this for about three weeks now",
        "low back ache after sitting at my desk all day, no numbness anywhere, hamstrings feel short",
        "tight calves after running and a sore spot at the back of the heel",
        "me duele la parte baja de la espalda al estar de pie todo el dia",
    ];

    internal static int Run(Arguments arguments)
    {
        int requests = arguments.Number("requests", 20_000), products = arguments.Number("products", 110);
        var knowledge = new KnowledgeBase(KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Rows);
        long start = Stopwatch.GetTimestamp();
        Shelf shelf = Shelf.Build(knowledge, Copies(knowledge.Rows.Products, products), "bench");
        Console.WriteLine($"shelf of {products} products built in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        Func<int, ServingPolicy> policies = Policies(shelf, arguments.Number("sessions", 0), RankerOf(arguments.Text("models")));
        PrintMarginals();
        RecommendationRequest[] asked = [.. Requests(knowledge)];
        for (int i = 0; i < Math.Min(requests, 3000); i++)
            Recommender.Recommend(asked[i % asked.Length], shelf, policies(i));
        double[] micros = new double[requests], cpu = new double[requests];
        long shown = 0, allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < requests; i++)
        {
            ServingPolicy policy = policies(i);
            long at = Stopwatch.GetTimestamp();
            double cpuAt = ThreadClock.Micros();
            shown += Recommender.Recommend(asked[i % asked.Length], shelf, policy).Products.Count;
            cpu[i] = ThreadClock.Micros() - cpuAt;
            micros[i] = Stopwatch.GetElapsedTime(at).TotalMicroseconds;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(micros);
        Array.Sort(cpu);
        Console.WriteLine($"{requests} requests, {asked.Length} different ones, {(double)shown / requests:0.0} products shown on average");
        Console.WriteLine($"own CPU time, µs: p50 {At(cpu, 0.5):0}  p95 {At(cpu, 0.95):0}  p99 {At(cpu, 0.99):0}  p99.9 {At(cpu, 0.999):0}");
        Console.WriteLine($"wall time, µs: p50 {At(micros, 0.5):0}  p95 {At(micros, 0.95):0}  p99 {At(micros, 0.99):0}  p99.9 {At(micros, 0.999):0}  max {micros[^1]:0}");
        Console.WriteLine($"allocated {allocated / requests / 1024.0:0.0} KiB a request");
        return 0;
    }

    internal static IRanker RankerOf(string? models)
    {
        if (models is null)
            return new KnowledgeRanker();
        var store = new ModelStore(new ConfigurationBuilder().AddInMemoryCollection([new("Models:Path", models)]).Build());
        (IRanker? ranker, string? refusal) = store.Champion().File?.Version is { } version ? store.RankerOf(version) : (null, "there is no champion");
        Console.WriteLine($"ranked by {ranker?.Name} {ranker?.Version}");
        return ranker ?? throw new InvalidOperationException($"{models}: {refusal}");
    }

    private static Func<int, ServingPolicy> Policies(Shelf shelf, int sessions, IRanker ranker)
    {
        var plain = new ServingPolicy(ranker);
        if (sessions == 0)
            return _ => plain;
        SimulatedSession[] visits =
        [
            .. new Simulator(shelf, new SimulationOptions { Sessions = sessions, UntilUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }).Run((_, _) => plain)
                .Where(visit => visit.List is not null),
        ];
        var fold = new StatisticsFold(new StatisticsSettings());
        double cpu = ThreadClock.Micros();
        foreach (SimulatedSession visit in visits)
        {
            fold.Add(visit.List!);
            foreach (Interaction interaction in visit.Interactions)
                fold.Add(interaction);
        }

        cpu = ThreadClock.Micros() - cpu;
        double frozen = ThreadClock.Micros();
        ProductStatistics statistics = fold.Snapshot();
        frozen = ThreadClock.Micros() - frozen;
        Console.WriteLine($"statistics: {visits.Length} lists and {visits.Sum(v => v.Interactions.Count)} interactions folded in {cpu / 1000:0} ms, snapshot {frozen:0} µs");
        VisitorMemory[] visitors = [.. visits.Select(v => statistics.Visitor(v.List!.VisitorId, v.List.SessionId))];
        return i => plain with
        {
            KeepScored = true,
            Statistics = statistics,
            Visitor = visitors[i % visitors.Length],
            Exploration = new ExplorationSettings(),
            Draw = (ulong)i,
        };
    }

    private static void PrintMarginals()
    {
        double[] weights = new double[PlackettLuce.MostItems], marginals = new double[weights.Length * weights.Length], times = new double[2000];
        PlackettLuce.Weights([.. Enumerable.Range(0, weights.Length).Select(i => (double)i)], 0.5, weights);
        // Compiled fully only after it has run for a while.
        for (int i = 0; i < 20_000; i++)
            PlackettLuce.Marginals(weights, marginals);
        for (int i = 0; i < times.Length; i++)
        {
            double cpu = ThreadClock.Micros();
            PlackettLuce.Marginals(weights, marginals);
            times[i] = ThreadClock.Micros() - cpu;
        }

        Array.Sort(times);
        Console.WriteLine($"exact propensities of {weights.Length} places, own CPU time, µs: p50 {At(times, 0.5):0.0}  p99 {At(times, 0.99):0.0}");
    }

    internal static IEnumerable<RecommendationRequest> Requests(KnowledgeBase knowledge)
    {
        foreach (string text in Texts)
            yield return new RecommendationRequest(new SymptomReport { Text = text }, new RecommendationFilter());
        foreach (Symptom symptom in knowledge.Rows.Symptoms)
        {
            yield return new RecommendationRequest(new SymptomReport
            {
                Symptoms = [symptom.Id],
                Answers = [.. symptom.GateRedFlags.Select(f => new SafetyAnswer(f, AnswerValue.No))],
                Context = new ShopperContext { ShoeSizeEu = 42, WeightKg = 80, BudgetMinor = 5000, Age = 41 },
            }, new RecommendationFilter { InStock = true });
        }
    }

    private static Product[] Copies(IReadOnlyList<Product> products, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i < products.Count ? products[i] : products[i % products.Count] with { Id = $"{products[i % products.Count].Id}_{i}" })];

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
