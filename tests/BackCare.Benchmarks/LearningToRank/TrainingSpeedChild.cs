using System.Diagnostics;
using System.Globalization;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>The managed side of <c>ltr-speed</c>: reads, trains, writes the model; prints where the time went, last the training seconds.</summary>
internal static class TrainingSpeedChild
{
    internal static int Run(Arguments arguments)
    {
        string folder = arguments.Required("data");
        Stopwatch loading = Stopwatch.StartNew();
        RankingData train = TrainingSpeed.Read(folder, "train");
        double loadSeconds = loading.Elapsed.TotalSeconds;

        Dictionary<TrainingPhase, long> ticks = [];
        TrainingPhase phase = TrainingPhase.Other;
        long since = Stopwatch.GetTimestamp();
        LambdaMart trainer = new(next =>
        {
            long now = Stopwatch.GetTimestamp();
            ticks[phase] = ticks.GetValueOrDefault(phase) + now - since;
            (phase, since) = (next, now);
        });
        Stopwatch watch = Stopwatch.StartNew();
        TrainerOptions options = TrainingSpeed.Options with { Threads = arguments.Number("threads", 2) };
        TrainedModel model = trainer.Train(train, null, options, null, CancellationToken.None);
        double seconds = watch.Elapsed.TotalSeconds;
        ticks[phase] = ticks.GetValueOrDefault(phase) + Stopwatch.GetTimestamp() - since;
        using (StreamWriter file = new(Path.Combine(folder, "managed.txt")))
            LightGbmText.Write(file, model.Forest);

        RankingData held = TrainingSpeed.Read(folder, "held");
        double[] scores = new double[held.Rows];
        ForestScorer.Score(model.Forest, held.Features, scores);
        double ndcg = RankingMetric.Parse("ndcg@10").Evaluate(held.Grades, held.GroupStarts, scores).Mean;
        double binning = Seconds(TrainingPhase.Binning);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"held-out NDCG@10 {ndcg:F5}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loading {loadSeconds:F2} s, binning {binning:F2} s"));
        Console.WriteLine(string.Join(", ", ticks.Keys.Order().Where(p => p != TrainingPhase.Binning).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p} {Seconds(p):F2} s"))));
        Console.WriteLine((seconds - binning).ToString("F3", CultureInfo.InvariantCulture));
        return 0;

        double Seconds(TrainingPhase p) => Stopwatch.GetElapsedTime(0, ticks.GetValueOrDefault(p)).TotalSeconds;
    }
}
