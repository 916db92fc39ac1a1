using System.CommandLine;
using System.Text.Json;
using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;

namespace BackCare.Cli.Knowledge;

/// <summary><c>backcare knowledge import</c>: brings the files into the database and leaves alone what admins changed.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        Option<string?> folder = KnowledgeCommand.FolderOption();
        Option<bool> dryRun = new("--dry-run") { Description = "Count what would be done and change nothing." };
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("import", """
            Imports the knowledge files in one transaction. What an admin changed or removed stays as it is and is listed.
            With a problem in the files nothing is changed and the exit code is 1.

            Example:
              backcare knowledge import --folder ./knowledge --dry-run
            """)
        { folder, dryRun, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ImportKnowledge.Response result = await shop.AskAsync(
                new ImportKnowledge.Command(parsed.GetValue(folder), parsed.GetValue(dryRun)), cancellationToken);
            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(result, JsonText.Indented));
            else
                Print(parsed.InvocationConfiguration.Output, result);
            return result.Problems.Count == 0 ? Root.Done : Root.Refused;
        });
        return command;
    }

    private static void Print(TextWriter output, ImportKnowledge.Response result)
    {
        foreach (KnowledgeProblem problem in result.Problems)
            output.WriteLine(problem);
        foreach (string kept in result.Kept)
            output.WriteLine($"kept as an admin left it: {kept}");
        foreach (ImportKnowledge.TableCount t in result.Tables)
        {
            output.WriteLine(FormattableString.Invariant(
                $"{t.Table,-20}{t.Added,6} new{t.Changed,6} changed{t.Unchanged,6} unchanged{t.Kept,6} kept{t.Removed,6} removed"));
        }

        output.WriteLine(result.Imported ? $"Imported {result.Folder}." : $"Nothing was changed; {result.Problems.Count} problems in {result.Folder}.");
    }
}
