using System.CommandLine;
using System.Text.Json;
using BackCare.Ranking.Data;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Ltr;

/// <summary><c>backcare ltr verify</c>: makes a model again from its card and compares the bytes.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("verify", """
            Retrain a model from its card and say whether the bytes match. Refuses when the data has changed since.

            Example:
              backcare ltr verify --card model.txt.card.json
            """)
        { options.Card, options.Threads, options.Json };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, options, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, Options given, CancellationToken cancellation)
    {
        string path = parsed.GetValue(given.Card)!, folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        TextWriter error = parsed.InvocationConfiguration.Error, output = parsed.InvocationConfiguration.Output;
        ModelCard card = ModelCard.Read(path);
        ITrainer trainer = NamedTrainer.Find(card.Trainer);
        TrainerOptions options = card.Options with { Threads = parsed.GetValue(given.Threads) ?? card.Options.Threads };
        if (options.Validate() is [string first, ..])
            throw new RefusedException($"{path}: {first}");
        RankingData train = card.Train.Unchanged(folder).Load();
        if (card.FeatureNames is { } names)
            train = Columns.Named(train, names, path);
        RankingData? valid = card.Validation?.Unchanged(folder).LoadFor(train.Features.Columns, error);
        TrainedModel trained = NamedTrainer.Train(trainer, train, valid, options, error, cancellation);

        string retrained = ModelFile.HashOf(ModelFile.BytesOf(trained.Forest));
        string model = Path.GetFullPath(card.Model, folder);
        string? file = File.Exists(model) ? ModelFile.HashOf(model) : null;
        bool match = retrained == card.ModelHash && (file is null || file == card.ModelHash);
        if (parsed.GetValue(given.Json))
            output.WriteLine(JsonSerializer.Serialize(new { match, retrainedHash = retrained, cardHash = card.ModelHash, fileHash = file }, JsonText.Indented));
        else
            output.WriteLine(Verdict(card, retrained, file));
        return match ? Root.Done : Root.Refused;
    }

    private static string Verdict(ModelCard card, string retrained, string? file)
    {
        if (retrained != card.ModelHash)
            return $"The bytes differ: retraining gives SHA-256 {retrained}, the card says {card.ModelHash}.";
        if (file is not null && file != card.ModelHash)
            return $"Retraining matches the card, but {card.Model} has been changed: SHA-256 {file}, the card says {card.ModelHash}.";
        return file is null
            ? $"The bytes match the card, SHA-256 {retrained}; {card.Model} is not beside it."
            : $"The bytes match: {card.Model}, SHA-256 {retrained}.";
    }

    private sealed class Options
    {
        public readonly Option<string> Card = new("--card") { Required = true, HelpName = "model.txt.card.json", Description = "Card that `ltr train` wrote; its paths are relative to it." };
        public readonly Option<int?> Threads = new("--threads") { HelpName = "n", Description = "Threads to retrain with; without it, as on the card. The bytes do not depend on it." };
        public readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    }
}
