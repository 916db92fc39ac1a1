using System.CommandLine;
using System.Globalization;
using BackCare.App.Accounts;
using BackCare.App.Learn;
using BackCare.App.Privacy;
using BackCare.Cli.Training;
using BackCare.Ranking.Data;

namespace BackCare.Cli.TrainingSet;

/// <summary><c>backcare training-set</c>: the graded lists that training would learn from, as a file for other tools.</summary>
internal static class TrainingSetCommand
{
    private const string Csv = "csv", LibSvm = "libsvm";

    public static Command Build()
    {
        Option<string> file = new("--out") { Required = true, HelpName = "file", Description = "Where to write." };
        Option<string> format = new("--format") { DefaultValueFactory = _ => LibSvm, HelpName = $"{LibSvm}|{Csv}", Description = "LibSVM/LETOR text, or CSV with ids." };
        format.AcceptOnlyFromAmong(LibSvm, Csv);
        Option<DateTime?> since = TimeOption.Of("--since", "Only lists served from then on (UTC)."), until = TimeOption.Of("--until", "Only lists served before then (UTC).");
        Option<bool> includeSimulated = new("--include-simulated") { Description = "Also simulated lists when there are real ones." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("training-set", """
            Writes the graded lists that training would learn from. With libsvm the list sizes and the weights come beside, as LightGBM wants them (.query, .weight), and the feature names (.names).

            Examples:
              backcare training-set --out lists.svm
              backcare training-set --format csv --out lists.csv --since 2026-01-01
            """)
        { file, format, since, until, includeSimulated, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            AtomicFile.CheckPlace(path);
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            BuildTrainingSet.Response built = await shop.AskAsync(
                new BuildTrainingSet.Query(parsed.GetValue(since), parsed.GetValue(until), parsed.GetValue(includeSimulated)), cancellationToken);
            await shop.AskAsync(new NoteDisclosure.Command(Actor.Console, NoteDisclosure.Exported, "training-data:command-line", $"{built.Set.Data.Groups} lists"), cancellationToken);
            if (parsed.GetValue(format) == Csv)
                AtomicFile.Write(path, built.WriteCsv);
            else
                WriteLibSvm(path, built.Set.Data);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{path}: {built.Set.Data.Groups} lists, {built.Set.Data.Rows} rows, {built.Simulated} lists simulated"));
            return Root.Done;
        });
        return command;
    }

    private static void WriteLibSvm(string path, RankingData data)
    {
        AtomicFile.Write(path, writer => LibSvmWriter.Write(writer, data));
        AtomicFile.Write(path + ".query", writer => LibSvmWriter.WriteGroups(writer, data));
        AtomicFile.Write(path + ".weight", writer => LibSvmWriter.WriteWeights(writer, data));
        AtomicFile.Write(path + ".names", writer => writer.Write(string.Concat(data.Features.FeatureNames.Select(name => name + "\n"))));
    }
}
