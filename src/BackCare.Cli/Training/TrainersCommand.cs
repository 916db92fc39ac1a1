using System.CommandLine;
using System.Text.Json;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Training;

/// <summary><c>backcare trainers</c>: what this build can train with, and why not with the rest.</summary>
internal static class TrainersCommand
{
    public static Command Build()
    {
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("trainers", """
            List the trainers: those of this build with the version of their engine, and why others are left out.

            Example:
              backcare trainers --json
            """)
        { json };
        command.SetAction(parsed => Run(parsed.InvocationConfiguration.Output, parsed.GetValue(json)));
        return command;
    }

    private static int Run(TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                Trainers.Catalog.All.Select(trainer => new { trainer.Name, trainer.Engine, Available = trainer.IsAvailable, trainer.WhyAbsent }), JsonText.Indented));
            return Root.Done;
        }

        foreach (TrainerListing trainer in Trainers.Catalog.All)
            output.WriteLine($"{trainer.Name,-16}{trainer.Engine,-14}{(trainer.WhyAbsent is { } why ? $"not in this build: {why}." : "available")}");
        return Root.Done;
    }
}
