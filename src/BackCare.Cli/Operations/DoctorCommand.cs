using System.CommandLine;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Operations;
using Spectre.Console;

namespace BackCare.Cli.Operations;

/// <summary><c>backcare doctor</c>: what is wrong with this installation, and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        Option<string?> database = Shop.DatabaseOption(), models = Shop.ModelsOption();
        Option<bool> quick = new("--quick") { Description = "Do not read every page of the database, every model and the shipped knowledge." };
        Option<bool> strict = new("--strict") { Description = "Exit with 1 also for a warning." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("doctor", """
            Looks at configuration, database, disk, models, clock, parts, keys, jobs and address, changes nothing, and says what to do.
            Exits with 1 when something is broken.

            Example:
              backcare doctor --json
            """)
        {
            database, models, quick, strict, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            InvocationConfiguration to = parsed.InvocationConfiguration;
            await using Shop shop = Shop.Unopened(parsed.GetValue(database), parsed.GetValue(models), to.Error, usesDatabase: false);
            string? urls = Environment.GetEnvironmentVariable("ASPNETCORE_URLS");
            CheckUp.Response found = await shop.AskAsync(new CheckUp.Query(Serving: false, Deep: !parsed.GetValue(quick), urls), cancellationToken);
            if (parsed.GetValue(json))
                await to.Output.WriteLineAsync(JsonSerializer.Serialize(found, BackCareJson.Default.CheckUpResponse));
            else
                Print(found, to.Output);
            return found.Level == FindingLevel.Fail || (found.Level == FindingLevel.Warn && parsed.GetValue(strict)) ? Root.Refused : Root.Done;
        });
        return command;
    }

    private static void Print(CheckUp.Response found, TextWriter output)
    {
        bool onTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = onTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = onTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!onTerminal)
            console.Profile.Width = int.MaxValue; // Lines of a file are not broken.
        foreach (Finding finding in found.Findings)
        {
            console.MarkupLine($"{Word(finding.Level)} [bold]{Markup.Escape(finding.Area)}[/] {Markup.Escape(finding.Name)}: {Markup.Escape(finding.Said)}");
            if (finding.Remedy is { } remedy)
                console.MarkupLine($"      → {Markup.Escape(remedy)}");
        }

        int warned = found.Findings.Count(f => f.Level == FindingLevel.Warn), failed = found.Findings.Count(f => f.Level == FindingLevel.Fail);
        console.MarkupLine(failed + warned == 0 ? "[green]All is well.[/]" : $"{failed} broken, {warned} worth a look.");
    }

    private static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "[green]ok  [/]",
        FindingLevel.Warn => "[yellow]warn[/]",
        FindingLevel.Fail => "[red]fail[/]",
        _ => throw new InvalidOperationException($"Unhandled level {level}."),
    };
}
