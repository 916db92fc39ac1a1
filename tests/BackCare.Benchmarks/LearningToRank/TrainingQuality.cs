using System.Globalization;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary><c>ltr-quality</c>: the settings of a <c>train.conf</c> on <c>rank.train</c> and <c>rank.test</c>, several seeds, both sides.</summary>
internal static class TrainingQuality
{
    internal static int Run(Arguments arguments)
    {
        string data = arguments.Required("data");
        LightGbmCli? lightGbm = arguments.Text("lightgbm") is { } program ? new LightGbmCli(program) : null;
        TrainerOptions options = FromConfiguration(File.ReadLines(Path.Combine(data, "train.conf")));
        Console.WriteLine($"{data}: {options.Trees} trees, {options.Leaves} leaves, bagging {options.BaggingFraction}, min data {options.MinDataInLeaf}");
        string folder = Directory.CreateTempSubdirectory("backcare-ltr-quality").FullName;
        SideBySide sides = new(lightGbm, folder, arguments.Number("threads", 2));
        sides.Compare(
            "train.conf",
            Path.Combine(data, "rank.train"),
            null,
            Path.Combine(data, "rank.test"),
            options,
            arguments.Number("seeds", 5),
            ["ndcg@1", "ndcg@3", "ndcg@5", "ndcg@10"]);
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static TrainerOptions FromConfiguration(IEnumerable<string> lines)
    {
        Dictionary<string, string> values = lines
            .Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
        return new TrainerOptions
        {
            Trees = (int)Of("num_trees", 100),
            LearningRate = Of("learning_rate", 0.1),
            Leaves = (int)Of("num_leaves", 31),
            FeatureFraction = Of("feature_fraction", 1),
            BaggingFrequency = (int)Of("bagging_freq", 0),
            BaggingFraction = Of("bagging_fraction", 1),
            MinDataInLeaf = (int)Of("min_data_in_leaf", 20),
            MinHessianInLeaf = Of("min_sum_hessian_in_leaf", 1e-3),
            MaxBin = (int)Of("max_bin", 255),
        };

        double Of(string name, double otherwise) =>
            values.TryGetValue(name, out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}
