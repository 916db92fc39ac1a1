using System.CommandLine;
using System.Text.Json;
using BackCare.App.Knowledge;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;

namespace BackCare.Cli.Knowledge;

/// <summary><c>backcare knowledge check</c>: every rule of the knowledge base, all problems at once. Needs no database.</summary>
internal static class CheckCommand
{
    public static Command Build()
    {
        Option<string?> folder = KnowledgeCommand.FolderOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("check", """
            Checks every rule of the knowledge files and changes nothing; exits with 1 when one is broken.

            Example:
              backcare knowledge check --folder ./knowledge
            """)
        { folder, json };
        command.SetAction(parsed => Run(parsed.GetValue(folder), parsed.GetValue(json), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string? folder, bool json, InvocationConfiguration to)
    {
        Answer<CheckKnowledge.Response> answer = CheckKnowledge.Check(new CheckKnowledge.Query(folder));
        if (answer.Refusal is { } refusal)
            throw new RefusedException(refusal.Reason);
        CheckKnowledge.Response checkedFolder = answer.Value;
        if (json)
            to.Output.WriteLine(JsonSerializer.Serialize(checkedFolder, JsonText.Indented));
        else
            Print(to.Output, checkedFolder);
        return checkedFolder.Problems.Count == 0 ? Root.Done : Root.Refused;
    }

    private static void Print(TextWriter output, CheckKnowledge.Response result)
    {
        foreach (KnowledgeProblem problem in result.Problems)
            output.WriteLine(problem);
        output.WriteLine(FormattableString.Invariant($"{result.Folder}: {result.Rows} rows, {result.Problems.Count} problems"));
    }
}
