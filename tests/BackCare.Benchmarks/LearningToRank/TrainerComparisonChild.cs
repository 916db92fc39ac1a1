using System.Diagnostics;
using System.Globalization;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>One trainer of <c>ltr-trainers</c> in a process of its own: reads, trains, writes the model; prints the training seconds, which
/// hold everything the trainer does (binning; for ML.NET's also conversion and the check of every training row's score).</summary>
internal static class TrainerComparisonChild
{
    internal static int Run(Arguments arguments)
    {
        string folder = arguments.Required("data"), name = arguments.Required("trainer");
        if (!Trainers.Catalog.TryFind(name, out ITrainer? trainer, out string? refusal))
            throw new ArgumentException(refusal);
        RankingData train = TrainingSpeed.Read(folder, "train");
        Stopwatch watch = Stopwatch.StartNew();
        TrainedModel model = trainer.Train(train, null, TrainerComparison.Options(arguments), null, CancellationToken.None);
        double seconds = watch.Elapsed.TotalSeconds;
        string path = Path.Combine(folder, name + ".txt");
        using (StreamWriter file = new(path))
            LightGbmText.Write(file, model.Forest);
        foreach (CompanionFile companion in model.Beside)
            File.WriteAllBytes(Path.ChangeExtension(path, companion.Extension), companion.Content.ToArray());
        Console.WriteLine(seconds.ToString("F3", CultureInfo.InvariantCulture));
        return 0;
    }
}
