using System.CommandLine;
using BackCare.Ranking.Data;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Ltr;

/// <summary>The trainer that a command line or a card names.</summary>
internal static class NamedTrainer
{
    public static Option<string> Option() => new("--trainer")
    {
        DefaultValueFactory = _ => Trainers.ManagedAlias,
        HelpName = $"{Trainers.ManagedAlias}|{Trainers.LightGbm}|{Trainers.FastTree}",
        Description = "What to train with; `backcare trainers` lists what this build has. ML.NET's trainers also write their model as .zip.",
    };

    public static ITrainer Find(string name) =>
        Trainers.Catalog.TryFind(name, out ITrainer? trainer, out string? refusal) ? trainer : throw new RefusedException(refusal);

    /// <summary>Trains with progress shown; what a trainer refuses of options or data becomes a refusal.</summary>
    public static TrainedModel Train(
        ITrainer trainer, RankingData train, RankingData? valid, TrainerOptions options, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return TrainingBar.Show(error, options.Metric, TimeProvider.System, progress => trainer.Train(train, valid, options, progress, cancellation));
        }
        catch (ArgumentException fault) when (fault.ParamName is not null)
        {
            throw new RefusedException(fault.Message.Replace($" (Parameter '{fault.ParamName}')", "", StringComparison.Ordinal));
        }
    }
}
