using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;

namespace BackCare.Cli.Experiments;

/// <summary><c>backcare experiments list</c>: every experiment, newest first.</summary>
internal static class ListCommand
{
    private const int PageSize = 100;

    public static Command Build()
    {
        Option<bool> running = new("--running") { Description = "Only what runs now." };
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("list", """
            Lists experiments, newest first.

            Example:
              backcare experiments list --running
            """)
        { running, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            List<ExperimentPart> all = [];
            for (int page = 1; ; page++)
            {
                GetExperiments.Response found = await shop.AskAsync(new GetExperiments.Query(parsed.GetValue(running), page, PageSize), cancellationToken);
                all.AddRange(found.Items);
                if (all.Count >= found.Total || found.Items.Count == 0) break;
            }
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(all, BackCareJson.Default.ExperimentParts));
                return Root.Done;
            }
            foreach (ExperimentPart e in all)
            {
                string state = e.StoppedUtc is { } at ? string.Create(CultureInfo.InvariantCulture, $"stopped {at:yyyy-MM-dd}") : "running";
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{e.Id}  {e.Kind,-12} {state,-18} {e.Name}: {e.Control.Words} against {e.Treatment.Words}"));
            }
            if (all.Count == 0) await parsed.InvocationConfiguration.Error.WriteLineAsync("There is no such experiment.");
            return Root.Done;
        });
        return command;
    }
}
