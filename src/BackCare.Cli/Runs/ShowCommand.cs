using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Runs;

/// <summary><c>backcare runs show</c>: one run with its data checks and log.</summary>
internal static class ShowCommand
{
    public static Command Build()
    {
        Argument<string> id = new("id") { Description = "The run." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("show", """
            Shows one training run: what was asked for, how far it is, its data checks and its log.

            Example:
              backcare runs show 019ac0f2c1a47d5e9d0b6a0c2f3e4d5a
            """)
        { id, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            GetTrainingRun.Response shown = await shop.AskAsync(new GetTrainingRun.Query(parsed.GetValue(id)!), cancellationToken);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(shown, BackCareJson.Default.TrainingRunResponse));
            else
                Print(output, shown);
            return Root.Done;
        });
        return command;
    }

    private static void Print(TextWriter output, GetTrainingRun.Response shown)
    {
        TrainingRun run = shown.Run;
        output.WriteLine($"run       {run.Id}");
        output.WriteLine($"state     {run.State}{(run.State == "running" ? $": {RunText.Progress(run)}" : "")}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"started   {run.StartedUtc:yyyy-MM-dd HH:mm:ss} UTC by {run.RequestedBy}, {run.ElapsedSeconds:0.0} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trainer   {run.Trainer}, seed {run.Seed}{(run.IncludeSimulated ? ", simulated lists included" : "")}"));
        if (run.Version is { } version)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model     {version}, NDCG@10 {run.Ndcg10:0.0000}, verdict {run.Verdict}"));
        if (run.Failure is { } failure)
            output.WriteLine($"why       {failure}");
        foreach (DataCheckResult check in shown.Checks)
            output.WriteLine($"check     {check.Name}: {check.Outcome}. {check.Message}");
        foreach (string line in shown.Log)
            output.WriteLine($"log       {line}");
    }
}
