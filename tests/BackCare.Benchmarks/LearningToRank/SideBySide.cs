using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>Trains both sides with the same settings and several seeds and compares them group by group on held-out groups.</summary>
internal sealed class SideBySide(LightGbmCli? lightGbm, string folder, int threads)
{
    /// <summary>Held-out metric of one seed, by group.</summary>
    private sealed record Outcome(MetricValues[] Managed, MetricValues[] LightGbm);

    /// <summary>Prints mean and spread over seeds and the paired interval of the difference, one line a metric.</summary>
    /// <param name="name">What the lines begin with.</param>
    /// <param name="train">File to train on, its query file beside it.</param>
    /// <param name="valid">File to stop by; null when there is no early stopping.</param>
    /// <param name="test">File to measure on.</param>
    /// <param name="options">Settings; the seed is replaced.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="metrics">What to measure.</param>
    /// <returns>Mean difference of the last metric; NaN without LightGBM.</returns>
    internal double Compare(string name, string train, string? valid, string test, TrainerOptions options, int seeds, string[] metrics)
    {
        RankingData trainRows = Read(train, 0), testRows = Read(test, trainRows.Features.Columns);
        RankingData? validRows = valid is null ? null : Read(valid, trainRows.Features.Columns);
        RankingMetric[] parsed = [.. metrics.Select(RankingMetric.Parse)];
        List<Outcome> outcomes = [];
        for (int seed = 1; seed <= seeds; seed++)
        {
            TrainerOptions seeded = options with { Seed = seed, Threads = threads };
            TrainedModel model = new LambdaMart().Train(trainRows, validRows, seeded, null, CancellationToken.None);
            double[] scores = new double[testRows.Rows];
            ForestScorer.Score(model.Forest, testRows.Features, scores);
            outcomes.Add(new Outcome(Measure(parsed, testRows, scores), Theirs(parsed, train, valid, test, testRows, seeded)));
        }

        double difference = double.NaN;
        for (int metric = 0; metric < parsed.Length; metric++)
            difference = Print(name, metrics[metric], metric, outcomes);
        return difference;
    }

    internal static RankingData Read(string path, int columns)
    {
        using StreamReader rows = new(path), groups = new(path + ".query");
        return LibSvmReader.Read(rows, groups, null, columns);
    }

    private MetricValues[] Theirs(RankingMetric[] metrics, string train, string? valid, string test, RankingData testRows, TrainerOptions options)
    {
        if (lightGbm is null)
            return [];
        string model = Path.Combine(folder, "lightgbm.txt");
        lightGbm.Train(train, valid, model, options, threads);
        return Measure(metrics, testRows, lightGbm.Predict(test, model));
    }

    private static MetricValues[] Measure(RankingMetric[] metrics, RankingData data, double[] scores) =>
        [.. metrics.Select(metric => metric.Evaluate(data.Grades, data.GroupStarts, scores))];

    private static double Print(string name, string metric, int index, List<Outcome> outcomes)
    {
        double[] ours = [.. outcomes.Select(o => o.Managed[index].Mean)];
        Console.Write(FormattableString.Invariant($"{name,-28} {metric,-8} managed {ours.Average():F4} +- {Spread(ours):F4}"));
        if (outcomes[0].LightGbm.Length == 0)
        {
            Console.WriteLine();
            return double.NaN;
        }

        double[] theirs = [.. outcomes.Select(o => o.LightGbm[index].Mean)];
        Interval difference = PairedBootstrap.Difference(
            MeanByGroup(outcomes.Select(o => o.Managed[index])), MeanByGroup(outcomes.Select(o => o.LightGbm[index])), new BootstrapOptions());
        Console.WriteLine(FormattableString.Invariant(
            $"   LightGBM {theirs.Average():F4} +- {Spread(theirs):F4}   difference {difference.Estimate:+0.0000;-0.0000} [{difference.Lower:+0.0000;-0.0000}, {difference.Upper:+0.0000;-0.0000}]"));
        return difference.Estimate;
    }

    /// <summary>Each group's value averaged over seeds, so that the bootstrap resamples groups alone.</summary>
    private static double[] MeanByGroup(IEnumerable<MetricValues> seeds)
    {
        MetricValues[] all = [.. seeds];
        return [.. Enumerable.Range(0, all[0].PerGroup.Count).Select(group => all.Average(values => values.PerGroup[group]))];
    }

    internal static double Spread(double[] values)
    {
        double mean = values.Average();
        return values.Length < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
