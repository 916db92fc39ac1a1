using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Runs;

/// <summary><c>backcare runs list</c>: training runs, newest first.</summary>
internal static class ListCommand
{
    public static Command Build()
    {
        Option<int> take = NumberOption.Of("--take", 20, value => value is >= 1 and <= 200, "a whole number from 1 to 200", "Runs at most.");
        Option<string?> before = new("--before") { HelpName = "id", Description = "Go on after the run of this id." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("list", """
            Lists training runs, newest first. A run whose process was killed is marked as interrupted.

            Example:
              backcare runs list --take 5
            """)
        { take, before, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            GetTrainingRuns.Response runs = await shop.AskAsync(new GetTrainingRuns.Query(parsed.GetValue(take), parsed.GetValue(before)), cancellationToken);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(runs.Items, BackCareJson.Default.TrainingRuns));
            else
                Print(output, runs);
            return Root.Done;
        });
        return command;
    }

    private static void Print(TextWriter output, GetTrainingRuns.Response runs)
    {
        foreach (TrainingRun run in runs.Items)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{run.Id}  {run.StartedUtc:yyyy-MM-dd HH:mm:ss}  {run.State,-12}{run.Trainer,-16}{run.ElapsedSeconds,8:0.0} s  {run.Version ?? run.Failure ?? RunText.Progress(run)}"));
        }

        if (runs.Items.Count == 0)
            output.WriteLine("There is no training run yet; `backcare train` starts one.");
        if (runs.Next is { } next)
            output.WriteLine($"More: backcare runs list --before {next}");
    }
}
