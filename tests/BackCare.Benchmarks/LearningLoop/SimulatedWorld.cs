using BackCare.App.Knowledge;
using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Judgements;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;

namespace BackCare.Benchmarks.LearningLoop;

/// <summary>A shop of simulated shoppers served by the knowledge prior with the default exploration: a log to learn from, and later visits with true grades to measure on.</summary>
internal sealed class SimulatedWorld
{
    // A host folds the journal once a second; a busy shop serves some tens of lists in that time.
    private const int ListsBetweenSnapshots = 50;

    private readonly SimulationOptions options;
    private readonly int sessions;
    private readonly StatisticsFold fold = new(new StatisticsSettings { IncludeSimulated = true });
    private readonly Dictionary<string, SimulatedVisit> visits = new(StringComparer.Ordinal);
    private readonly List<ServedList> lists = [];
    private readonly Judge judge = new(new JudgementRules());
    private readonly TestLists test = new();

    private SimulatedWorld(SimulationOptions options, int sessions)
    {
        (this.options, this.sessions) = (options, sessions);
        Simulator = new Simulator(Stock, options);
    }

    internal static Shelf Stock { get; } = SeedShelf();

    internal Simulator Simulator { get; }

    internal int Lists => lists.Count;

    internal int Events { get; private set; }

    /// <summary>Statistics at the end of the log.</summary>
    internal ProductStatistics Statistics { get; private set; } = ProductStatistics.Empty;

    /// <summary>Test lists: every candidate with its true grade.</summary>
    internal RankingData Test => test.Data();

    internal static SimulatedWorld Run(ulong seed, int sessions, int tests)
    {
        var world = new SimulatedWorld(
            new SimulationOptions { Sessions = sessions + tests, Seed = seed, UntilUtc = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc) }, sessions);
        world.Run();
        return world;
    }

    /// <summary>The log as a training set, without weights; null when nothing can be learned from it.</summary>
    internal TrainingSet? Log()
    {
        var builder = new TrainingSetBuilder(judge, new TrainingSetOptions());
        foreach (ServedList list in lists)
            builder.Add(list);
        return builder.Finish();
    }

    /// <summary>The same rows with true grades in place of what shoppers did.</summary>
    internal TrainingSet WithTruth(TrainingSet set)
    {
        float[] grades = new float[set.Data.Rows];
        int row = 0;
        foreach (TrainingGroup group in set.Groups)
        {
            foreach (TrainingItem item in group.Items)
                grades[row++] = Simulator.Truth.Grade(visits[group.ListId], Stock.Products[item.ProductId]);
        }

        return new TrainingSet(new RankingData(set.Data.Features, grades, set.Data.GroupStarts), set.Groups);
    }

    /// <summary>What the same shoppers would give if each list stood in other places: clicks a list, expected without noise, and made by the simulator.</summary>
    /// <param name="set">Groups of the log.</param>
    /// <param name="places">Position from 1 of every row.</param>
    internal (double Expected, double Clicked) Value(TrainingSet set, IReadOnlyList<int> places)
    {
        var behaviour = new SimulatedBehaviour(Simulator.Truth, options);
        double expected = 0, clicked = 0;
        int row = 0;
        foreach (TrainingGroup group in set.Groups)
        {
            SimulatedVisit visit = visits[group.ListId];
            var order = new Product[group.Items.Count];
            foreach (TrainingItem item in group.Items)
                order[places[row++] - 1] = Stock.Products[item.ProductId];
            for (int i = 0; i < order.Length; i++)
            {
                double chance = SimulatedBehaviour.ClickByChance + (1 - SimulatedBehaviour.ClickByChance) * Simulator.Truth.Attraction(visit, order[i]);
                expected += options.Examination(i + 1) * chance;
            }

            clicked += behaviour.On(visit, group.ListId, order).Count(interaction => interaction.Kind == InteractionKind.Click);
        }

        return (expected / set.Groups.Count, clicked / set.Groups.Count);
    }

    /// <summary>NDCG@10 to the true grades of each test list; NaN where nothing is worth anything.</summary>
    internal IReadOnlyList<double> Ndcg(double[] scores) => RankingMetric.Parse("ndcg@10").Evaluate(Test, scores).PerGroup;

    internal double[] Scores(FlatForest forest)
    {
        double[] scores = new double[test.Rows];
        ForestScorer.Score(forest, test.RowMajor, scores);
        return scores;
    }

    internal double[] PriorScores() => [.. Test.Features.Column(0).ToArray().Select(score => (double)score)];

    internal double[] NoScores() => new double[test.Rows];

    private void Run()
    {
        var ranker = new KnowledgeRanker();
        var exploration = new ExplorationSettings();
        int served = 0;
        foreach (SimulatedSession session in Simulator.Run((visit, _) => new ServingPolicy(ranker)
        {
            Exploration = visit.Index < sessions ? exploration : ExplorationSettings.Off,
            Draw = visit.BehaviourSeed ^ 0xD4A3,
            Statistics = Statistics,
            Visitor = Statistics.Visitor(visit.Shopper.VisitorId, visit.SessionId),
        }))
        {
            if (session.List is not { } list)
                continue;
            if (session.Visit.Index >= sessions)
                test.Add(session.Visit, list.Scored, Simulator.Truth, Stock);
            else
                Keep(session, list);
            if (++served % ListsBetweenSnapshots == 0)
                Statistics = fold.Snapshot();
        }
    }

    private void Keep(SimulatedSession session, ServedList list)
    {
        Events += session.Interactions.Count;
        visits[list.Id] = session.Visit;
        lists.Add(list);
        fold.Add(list);
        foreach (Interaction interaction in session.Interactions)
        {
            fold.Add(interaction);
            judge.Take(interaction);
        }
    }

    private static Shelf SeedShelf()
    {
        var knowledge = new KnowledgeBase(KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Rows);
        return Shelf.Build(knowledge, knowledge.Rows.Products, "bench");
    }

    /// <summary>Rows and true grades of later lists.</summary>
    private sealed class TestLists
    {
        private readonly List<float> rows = [], grades = [];
        private readonly List<int> starts = [];
        private RankingData? data;

        internal int Rows => grades.Count;

        internal float[] RowMajor => [.. rows];

        internal void Add(SimulatedVisit visit, ScoredList scored, Truth truth, Shelf shelf)
        {
            starts.Add(grades.Count);
            rows.AddRange(scored.Rows.Span);
            grades.AddRange(scored.ProductIds.Select(id => (float)truth.Grade(visit, shelf.Products[id])));
        }

        internal RankingData Data() => data ??= new RankingData(
            FeatureMatrix.FromRows(grades.Count, FeatureSchema.Current.Width, RowMajor, FeatureSchema.Current.Names), [.. grades], [.. starts, grades.Count]);
    }
}
