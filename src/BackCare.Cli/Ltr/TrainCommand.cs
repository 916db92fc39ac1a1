using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BackCare.Ranking.Data;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Ltr;

/// <summary><c>backcare ltr train</c>: a ranking model from graded groups, with its card and, when asked for, its report.</summary>
internal static class TrainCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("train", """
            Train a ranking model. Writes the model in LightGBM's text format and, beside it, <model>.card.json, from which `ltr verify` can make it again.

            Example:
              backcare ltr train --data train.svm --query train.svm.query --valid valid.svm --valid-query valid.svm.query --model model.txt --trees 500 --learning-rate 0.05 --leaves 15 --min-data 20 --early-stopping 50 --metric ndcg@10 --threads 2 --seed 1 --report report.html
            """);
        options.Data.AddTo(command);
        options.Valid.AddTo(command);
        command.Options.Add(options.Names);
        command.Options.Add(options.Model);
        command.Options.Add(options.TrainerName);
        options.Trainer.AddTo(command);
        command.Options.Add(options.Report);
        command.Options.Add(options.Json);

        // On a thread of its own, so that Ctrl-C is heard while trees grow.
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, options, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, Options given, CancellationToken cancellation)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        Stopwatch clock = Stopwatch.StartNew();
        GradedFiles trainFiles = given.Data.Files(parsed)!;
        GradedFiles? validFiles = given.Valid.Files(parsed);
        string model = parsed.GetValue(given.Model)!;
        ITrainer trainer = NamedTrainer.Find(parsed.GetValue(given.TrainerName)!);
        string? report = parsed.GetValue(given.Report);
        AtomicFile.CheckPlace(model);
        if (report is not null)
            AtomicFile.CheckPlace(report);
        string? names = parsed.GetValue(given.Names);
        RankingData train = names is null ? trainFiles.Load() : Columns.Named(trainFiles.Load(), Columns.NamesIn(names), names);
        RankingData? valid = validFiles?.LoadFor(train.Features.Columns, error);
        TrainerOptions options = OptionsFor(given.Trainer.Read(parsed, train.Features.Columns), valid, report is not null, error);
        long loadMs = clock.ElapsedMilliseconds;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Rows} rows, {train.Groups} groups, {train.Features.Columns} features{(valid is null ? "" : $"; validation {valid.Rows} rows, {valid.Groups} groups")}"));

        clock.Restart();
        TrainedModel trained = NamedTrainer.Train(trainer, train, valid, options, error, cancellation);
        long trainMs = clock.ElapsedMilliseconds;
        cancellation.ThrowIfCancellationRequested();

        FinishedTraining finished = new(trainer.Name, trained, options, train, trainFiles, valid, validFiles, named: names is not null);
        byte[] bytes = ModelFile.BytesOf(trained.Forest);
        ModelCard card = finished.Card(model, ModelFile.HashOf(bytes));
        string? page = report is null ? null : TrainingPage.Html(finished, card);
        cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(model, bytes);
        foreach (CompanionFile companion in trained.Beside)
            AtomicFile.Write(Path.ChangeExtension(model, companion.Extension), companion.Content.ToArray());
        card.Write(CardPath(model));
        if (page is not null)
            AtomicFile.Write(report!, writer => writer.Write(page));
        if (card.Metrics[0].Groups == 0)
            error.WriteLine($"No group of the {card.MeasuredOn} data has a relevant row (a grade above 0), so nothing could be measured.");
        Print(parsed.InvocationConfiguration.Output, parsed.GetValue(given.Json), card, model, loadMs, trainMs);
        return Root.Done;
    }

    public static string CardPath(string model) => model + ".card.json";

    private static TrainerOptions OptionsFor(TrainerOptions options, RankingData? valid, bool report, TextWriter error)
    {
        if (options.EarlyStoppingRounds > 0 && valid is null)
        {
            error.WriteLine("--early-stopping has no --valid to watch; every tree is grown.");
            options = options with { EarlyStoppingRounds = 0 };
        }
        return report ? options with { MeasureTraining = true } : options;
    }

    private static void Print(TextWriter output, bool json, ModelCard card, string model, long loadMs, long trainMs)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { model, card = CardPath(model), trees = card.BestIteration, card.TreesGrown, card.MeasuredOn, card.Metrics, card.ModelHash, loadMs, trainMs }, JsonText.Indented));
            return;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model}: {card.BestIteration} trees, trained in {trainMs / 1000.0:0.00} s"));
        MetricTable.Print(output, card.Metrics, card.MeasuredOn);
    }

    private sealed class Options
    {
        public readonly DataOptions Data = new(weighted: true);
        public readonly DataOptions Valid = new("valid", required: false);
        public readonly Option<string?> Names = new("--names") { HelpName = "features.txt", Description = "Feature names, one a line in the order of the columns; a product model must bear those of `backcare models features`." };
        public readonly Option<string> TrainerName = NamedTrainer.Option();
        public readonly TrainerOptionSet Trainer = new();
        public readonly Option<string> Model = new("--model") { Required = true, HelpName = "model.txt", Description = "Where to write the model." };
        public readonly Option<string?> Report = new("--report") { HelpName = "report.html", Description = "Where to write a report: learning curve, metrics beside baselines, importance, dependence, slices." };
        public readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    }
}
