using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.Cli.Models;

namespace BackCare.Cli.Training;

/// <summary><c>backcare train</c>: a ranking model from what shoppers did.</summary>
internal static class TrainCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("train", """
            Trains a ranking model from the journal, evaluates it beside its baselines and asks the gate. The model is written to models/ranking/<version>
            and serves once it is promoted. Simulated lists count only while there are no real ones, or with --include-simulated.

            Examples:
              backcare train
              backcare train --trainer mlnet-lightgbm --since 2026-01-01 --json
            """)
        {
            options.Trainer, options.Since, options.Until, options.Seed, options.IncludeSimulated, options.By, options.Json, options.Models, options.Database,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Options given, CancellationToken cancellationToken)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        await using Shop shop = await Shop.OpenAsync(parsed.GetValue(given.Database), error, cancellationToken, parsed.GetValue(given.Models));
        var order = new TrainModel.Order(
            parsed.GetValue(given.Trainer)!, parsed.GetValue(given.Since), parsed.GetValue(given.Until), parsed.GetValue(given.Seed), parsed.GetValue(given.IncludeSimulated));
        TrainModel.Response response = await shop.AskAsync(
            new TrainModel.Command(order, $"{parsed.GetValue(given.By)} (command line)", Wait: true) { Listener = new RunLines(error, TimeProvider.System) }, cancellationToken);
        TrainingResult model = response.Result!;
        if (parsed.GetValue(given.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(new { model.Version, model.Trainer, model.Ndcg10, model.Baselines, model.Verdict }, JsonText.OneLine));
        else
            Print(output, model);
        return Root.Done;
    }

    private static void Print(TextWriter output, TrainingResult model)
    {
        output.WriteLine($"model       {model.Version} by {model.Trainer}");
        output.WriteLine(Line("NDCG@10", model.Ndcg10));
        output.WriteLine(Line("random", model.Baselines.Random));
        output.WriteLine(Line("popularity", model.Baselines.Popularity));
        output.WriteLine(Line("knowledge", model.Baselines.Knowledge));
        output.WriteLine(Line("champion", model.Baselines.Champion));
        output.WriteLine($"verdict     {model.Verdict}");
        foreach (string reason in model.Reasons)
            output.WriteLine($"            {reason}");
        output.WriteLine($"Next: backcare models show {model.Version}, or models promote {model.Version}.");

        static string Line(string name, double? value) => string.Create(CultureInfo.InvariantCulture, $"{name,-12}{(value is { } number ? $"{number:0.0000}" : "none")}");
    }

    private sealed class Options
    {
        public readonly Option<string> Trainer = new("--trainer")
        {
            DefaultValueFactory = _ => TrainingOrder.DefaultTrainer,
            HelpName = "managed|mlnet-lightgbm|mlnet-fasttree",
            Description = "What to train with; `backcare trainers` lists what this build has.",
        };

        public readonly Option<DateTime?> Since = TimeOption.Of("--since", "Only lists served from then on (UTC).");
        public readonly Option<DateTime?> Until = TimeOption.Of("--until", "Only lists served before then (UTC).");
        public readonly Option<int> Seed = NumberOption.Whole("--seed", 1, 0, "Seed of everything random: the same data, options and seed give the same model file.");
        public readonly Option<bool> IncludeSimulated = new("--include-simulated") { Description = "Learn from simulated lists also when there are real ones." };
        public readonly Option<string> By = ModelsCommand.By();
        public readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
        public readonly Option<string?> Models = Shop.ModelsOption();
        public readonly Option<string?> Database = Shop.DatabaseOption();
    }
}
