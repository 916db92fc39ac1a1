using System.Diagnostics;
using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary><c>ltr-speed</c>: 192,000 rows × 40 dense features in 8,000 groups of 24, 300 trees of 31 leaves; managed trainer and LightGBM's
/// program in turns, each in a process of its own, on the same files. Loading and binning are shown apart.</summary>
internal static class TrainingSpeed
{
    internal static readonly TrainerOptions Options = new() { Trees = 300, Leaves = 31, LearningRate = 0.1, MinDataInLeaf = 20 };

    internal static int Run(Arguments arguments)
    {
        string folder = arguments.Text("data") ?? Path.Combine(Path.GetTempPath(), "backcare-ltr-speed");
        int threads = arguments.Number("threads", 2), rounds = arguments.Number("rounds", 2);
        Generate(folder, arguments.Number("seed", 1));
        RankingData held = Read(folder, "held");
        LightGbmCli? lightGbm = arguments.Text("lightgbm") is { } program ? new LightGbmCli(program) : null;
        Console.WriteLine($"192,000 rows x 40 features, 300 trees, 31 leaves, {threads} threads, {rounds} rounds in turns");
        List<double> ours = [], theirs = [];
        for (int round = 1; round <= rounds; round++)
        {
            ours.Add(Managed(folder, threads, round));
            if (lightGbm is not null)
                theirs.Add(Theirs(lightGbm, folder, held, threads, round));
        }

        if (theirs.Count > 0)
            Console.WriteLine(FormattableString.Invariant($"wall time managed / LightGBM: {ours.Min() / theirs.Min():F3} (best of {rounds}), {ours.Average() / theirs.Average():F3} (mean)"));
        return 0;
    }

    internal static RankingData Read(string folder, string name)
    {
        using StreamReader data = new(Path.Combine(folder, $"{name}.svm"), System.Text.Encoding.ASCII, false, 1 << 16);
        using StreamReader queries = new(Path.Combine(folder, $"{name}.svm.query"));
        return LibSvmReader.Read(data, queries);
    }

    private static double Managed(string folder, int threads, int round)
    {
        ProcessRun run = ProcessRun.Of(Environment.ProcessPath!, [.. OwnArguments(), "ltr-speed-train", "--data", folder, "--threads", $"{threads}"]);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        double seconds = double.Parse(lines[^1], System.Globalization.CultureInfo.InvariantCulture);
        Console.WriteLine(FormattableString.Invariant($"round {round}  managed   {seconds,7:F2} s   processor {run.ProcessorSeconds,6:F1} s   peak {run.PeakMegabytes,4:F0} MB   {string.Join("   ", lines[..^1])}"));
        return seconds;
    }

    private static double Theirs(LightGbmCli lightGbm, string folder, RankingData held, int threads, int round)
    {
        string model = Path.Combine(folder, "lightgbm.txt");
        ProcessRun run = lightGbm.Train(Path.Combine(folder, "train.svm"), null, model, Options, threads);
        double seconds = LightGbmCli.TrainingSeconds(run);
        double[] scores = lightGbm.Predict(Path.Combine(folder, "held.svm"), model);
        double ndcg = RankingMetric.Parse("ndcg@10").Evaluate(held.Grades, held.GroupStarts, scores).Mean;
        Console.WriteLine(FormattableString.Invariant(
            $"round {round}  LightGBM  {seconds,7:F2} s   processor {run.ProcessorSeconds,6:F1} s   peak {run.PeakMegabytes,4:F0} MB   held-out NDCG@10 {ndcg:F5}   loading and binning {LightGbmCli.LoadingSeconds(run):F2} s"));
        return seconds;
    }

    /// <summary>What starts this program again: nothing for an executable of its own, the assembly under <c>dotnet</c>.</summary>
    internal static string[] OwnArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(TrainingSpeed).Assembly.Location] : [];

    private static void Generate(string folder, int seed)
    {
        if (File.Exists(Path.Combine(folder, $"seed-{seed}")))
            return;
        Directory.CreateDirectory(folder);
        Stopwatch watch = Stopwatch.StartNew();
        GradedLists lists = new(8_000, 24, 24, 40);
        Save(folder, "train", lists.Make(seed));
        Save(folder, "held", (lists with { Groups = 2_000 }).Make(seed + 1_000));
        File.WriteAllText(Path.Combine(folder, $"seed-{seed}"), "");
        Console.WriteLine(FormattableString.Invariant($"generated in {watch.Elapsed.TotalSeconds:F1} s: {folder}"));
    }

    internal static void Save(string folder, string name, RankingData data)
    {
        using StreamWriter rows = new(Path.Combine(folder, $"{name}.svm")), groups = new(Path.Combine(folder, $"{name}.svm.query"));
        LibSvmWriter.Write(rows, data);
        LibSvmWriter.WriteGroups(groups, data);
    }
}
